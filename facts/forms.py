"""What is entered about what happened, a part at a time. Everything may stay empty: nobody is made to tell."""

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from entry.fields import DayMonthYear, EntryKey, TextBlock, TextLine
from facts import countries, enums
from facts.models import CaseFacts
from facts.versions import version_of
from identification.enums import Industry, languages

MOST_OF_A_KIND = 3
EARLIEST_YEAR = 1900


class Several(forms.MultipleChoiceField):
    """Boxes to tick, none by default."""

    def __init__(self, words: Any, label: Any, **given: Any) -> None:
        boxes = forms.CheckboxSelectMultiple()
        super().__init__(choices=words.choices, label=label, widget=boxes, required=False, **given)


class AFew(forms.MultiValueField):
    """Up to three of a long list: a box each, as hundreds to tick would be no page for anybody."""

    def __init__(self, choices: Callable[[], list[tuple[str, str]]], **given: Any) -> None:
        def offered() -> list[tuple[str, str]]:
            return [("", gettext("–")), *choices()]

        boxes = tuple(forms.ChoiceField(choices=offered, required=False) for _box in range(MOST_OF_A_KIND))
        super().__init__(boxes, widget=AFewWidget([one.widget for one in boxes]), required=False, **given)

    def compress(self, data_list: list[str]) -> list[str]:
        return list(dict.fromkeys(filter(None, data_list)))


class AFewWidget(forms.MultiWidget):
    """The boxes, each named for who hears it and does not see it."""

    template_name = "forms/a_few.html"
    use_fieldset = True

    def decompress(self, value: list[str] | None) -> list[str | None]:
        return [*(value or []), *[None] * MOST_OF_A_KIND][:MOST_OF_A_KIND]


class Someday(DayMonthYear):
    """A day, or as much of it as is known: the year, or the month and the year. Kept as 2024, 2024-05 or 2024-05-17."""

    def __init__(self, **given: Any) -> None:
        hint = _("What is known: the year alone, or the month and the year, is enough.")
        super().__init__(**{"past": True, "required": False, "help_text": hint, **given})

    def clean(self, value: Any) -> str:  # type: ignore[override]
        day, month, year = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not (day or month or year):
            return ""
        if not year or (day and not month):
            raise ValidationError(
                gettext("Enter at least the year, and with a day its month."), code="incomplete"
            )
        whole = super().clean([day or "1", month or "1", year])
        text = whole.isoformat() if whole else ""
        return text[: 10 if day else 7 if month else 4]

    def prepare_value(self, value: Any) -> Any:
        """Show what is kept in its boxes."""
        if not isinstance(value, str):
            return value
        year, month, day = [*re.findall(r"\d+", value), "", "", ""][:3]
        return [day, month, year]


class PartForm(forms.Form):
    """One page of what is asked, with what is known."""

    @classmethod
    def known(cls, row: Any) -> dict[str, Any]:
        """Return what was entered before."""
        return {name: getattr(row, name) for name in cls.base_fields}

    @classmethod
    def of(cls, row: Any, sent: Any) -> "PartForm":
        """Return the form with what is known, which remembers what it was opened with."""
        form = cls(sent, initial=cls.known(row))
        seen = version_of(row, cls.base_fields)
        form.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=seen)
        return form


class PersonForm(PartForm):
    """Where the person is from, what they speak, how long they went to school."""

    nationalities = AFew(countries.nationalities, label=_("Nationalities"))
    languages = AFew(languages, label=_("Languages the person speaks"))
    education = forms.ChoiceField(
        label=_("Highest level of schooling"),
        choices=[("", _("Not known")), *enums.Education.choices],
        required=False,
    )
    age_when_exploited = forms.IntegerField(
        label=_("Age when the exploitation began"), min_value=0, max_value=120, required=False
    )

    def clean_age_when_exploited(self) -> str:
        age = self.cleaned_data["age_when_exploited"]
        return "" if age is None else str(age)


class RecruitmentForm(PartForm):
    """Who brought the person into it, and how."""

    relation = forms.ChoiceField(
        label=_("Who was the recruiter to the person?"),
        choices=[("", _("Not known")), *enums.Relation.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    recruitment = Several(enums.Recruitment, _("How was the person first approached?"))
    recruitment_note = TextBlock(label=_("More, if needed"), required=False)


class ControlForm(PartForm):
    """By what the person was made to stay or to obey."""

    control = Several(enums.Control, _("What was used to control the person?"))
    control_note = TextBlock(label=_("More, if needed"), required=False)


class ExploitationForm(PartForm):
    """What was done to the person."""

    exploitation = Several(enums.Exploitation, _("Forms of exploitation"))
    industry = forms.ChoiceField(
        label=_("Industry"),
        help_text=_("For forced labour alone."),
        choices=[("", _("Not known, or none")), *Industry.choices],
        required=False,
    )
    sexual_types = Several(
        enums.SexualType, _("Kind of sexual exploitation"), help_text=_("For sexual exploitation alone.")
    )
    exploitation_note = TextBlock(label=_("More, if needed"), required=False)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        forms_of_it = entered.get("exploitation", [])
        if entered.get("industry") and enums.Exploitation.FORCED_LABOUR not in forms_of_it:
            self.add_error("industry", _("Tick “Forced labour” above, or leave this empty."))
        if entered.get("sexual_types") and enums.Exploitation.SEXUAL not in forms_of_it:
            self.add_error("sexual_types", _("Tick “Sexual exploitation” above, or leave this empty."))
        return entered


class SegmentsForm(PartForm):
    """Under which of the nine segments it is counted."""

    segments = Several(enums.Segment, _("Segments of related crimes"))


class VulnerabilitiesForm(PartForm):
    """What was made use of."""

    vulnerabilities = Several(
        enums.Vulnerability,
        _("What was made use of?"),
        help_text=_("Kept sealed. It never counts against the person."),
    )
    vulnerabilities_note = TextBlock(label=_("More, if needed"), required=False)

    @classmethod
    def known(cls, row: CaseFacts) -> dict[str, Any]:
        return super().known(row) | {"vulnerabilities": row.vulnerability_codes}

    def clean_vulnerabilities(self) -> str:
        return ",".join(self.cleaned_data["vulnerabilities"])


def _mistaken() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("This was written down by mistake"),
        help_text=_("It no longer counts. What it said is kept."),
        required=False,
    )


class EventForm(PartForm):
    """One part of the story."""

    kind = forms.ChoiceField(
        label=_("What was it?"), choices=enums.EventKind.choices, widget=forms.RadioSelect
    )
    order = forms.IntegerField(
        label=_("Which part of the story is it?"),
        help_text=_("1 comes first. Several parts may have the same number."),
        min_value=1,
        max_value=999,
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=lambda: [("", gettext("Not known")), *countries.choices()], required=False
    )
    place = TextLine(
        label=_("Place"), help_text=_("Kept sealed, like the days and the words."), required=False
    )
    starts = Someday(label=_("From when"))
    ends = Someday(label=_("Until when"))
    description = TextBlock(label=_("What happened"), required=False)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        starts, ends = entered.get("starts") or "", entered.get("ends") or ""
        if ends and starts[: len(ends)] > ends:
            self.add_error("ends", _("The end lies before the beginning."))
        return entered


class NewEventForm(EventForm):
    """A part of the story that was not written down before."""

    key = EntryKey()


class ChangeEventForm(EventForm):
    """A part of the story, as it was written down."""

    mistaken = _mistaken()


class ExploiterForm(PartForm):
    """Who is alleged. A name as it was heard is enough."""

    name = TextLine(label=_("Name, as the person knows it"), required=False)
    other_names = TextLine(
        label=_("Other names"),
        help_text=_("Nicknames or spellings, with commas between them."),
        required=False,
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth, about"), min_value=EARLIEST_YEAR, max_value=2999, required=False
    )
    phone = TextLine(label=_("Telephone"), required=False)
    roles = Several(enums.Role, _("What are they alleged to have done?"))
    relation = forms.ChoiceField(
        label=_("Who are they to the person?"),
        choices=[("", _("Not known")), *enums.Relation.choices],
        required=False,
    )
    is_kin = forms.BooleanField(
        label=_("They did nothing themselves: they are kin of somebody alleged"), required=False
    )
    note = TextBlock(label=_("More, if needed"), required=False)

    def clean_birth_year(self) -> str:
        year = self.cleaned_data["birth_year"]
        if year and year > timezone.localdate().year:
            raise ValidationError(gettext("This year has not come yet."), code="future")
        return "" if year is None else str(year)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        told = ("name", "other_names", "phone")
        if not self.errors and not any(entered.get(one) for one in told):
            self.add_error("name", _("Enter a name, another name or a telephone number."))
        return entered


class NewExploiterForm(ExploiterForm):
    """Somebody who was not written down before."""

    key = EntryKey()


class ChangeExploiterForm(ExploiterForm):
    """Somebody alleged, as they were written down."""

    mistaken = _mistaken()


PARTS: dict[str, tuple[Any, type[PartForm]]] = {
    "person": (gettext_lazy("The person"), PersonForm),
    "recruitment": (gettext_lazy("Recruitment"), RecruitmentForm),
    "control": (gettext_lazy("Means of control"), ControlForm),
    "exploitation": (gettext_lazy("Exploitation"), ExploitationForm),
    "segments": (gettext_lazy("Segments of related crimes"), SegmentsForm),
    "vulnerabilities": (gettext_lazy("Vulnerabilities"), VulnerabilitiesForm),
}
