"""How a talk is told: where it goes on, one point in two languages, and how the person agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from consent.actions import ASKED
from consent.enums import PICTURED, Capacity, InformedPoint, Way
from consent.lasting import end_of
from consent.models import Consent, Talk
from consent.permissions import TAKERS
from consent.signals import kept_for
from consent.talks import texts
from encryption import keys
from entry.paper import FROM_THE_RIGHT, apart
from identification.enums import OPEN
from identification.presenters import Waiting
from papers.languages import Choice, choice_for, in_language
from papers.marks import mark
from papers.models import is_unchecked

SENTENCES = {
    "talk.speak": _("noted the language of a talk about consent"),
    "talk.note_capacity": _("noted whether the person could decide"),
    "talk.go_on": _("went on with a talk about consent"),
    "talk.explain": _("explained a point of a consent"),
    "talk.sign": _("kept how the person agreed"),
    "talk.hand": _("handed a page of a talk to the person"),
    "talk.open": _("opened what is sealed of a talk"),
}
URGENT = 0
MOST = 20
POINTS = list(InformedPoint)


def goes_on_at(talk: Talk) -> str:
    """Return where a talk that waits goes on: a talk that was interrupted, just where it stood."""
    if not talk.capacity:
        return reverse("talk_language", args=[talk.pk])
    if not talk.can_decide:
        return reverse("talk_capacity", args=[talk.pk])
    point = talk.next_point
    return (
        reverse("talk_point", args=[talk.pk, point.value])
        if point
        else reverse("talk_answer", args=[talk.pk])
    )


def about(consents: Iterable[Consent]) -> texts.About:
    """Return what a talk is about, as the person must hear it."""
    rows = list(consents)
    first = rows[0]
    until = first.expires_at or end_of(first.case, first.lasts, first.until, timezone.now())
    return texts.About(
        purpose=first.purpose,
        recipients=tuple(dict.fromkeys(one.recipient.name for one in rows if one.recipient)),
        data=tuple(dict.fromkeys(one.data for one in rows)),
        lasts=first.lasts,
        until=timezone.localdate(until),
        is_child=first.case.is_child,
        kept_days=kept_for(first.case),
    )


@dataclass(frozen=True)
class Spoken:
    """One point in one language, as a page shows it and a browser reads it aloud."""

    said: texts.Said
    aloud: str
    lang: str
    direction: str
    mark: str
    read_aloud: str
    give_back: str


def spoken(point: InformedPoint, consents: list[Consent], language: str) -> Spoken:
    """Return one point in a language."""
    what = about(consents)
    with in_language(language):
        said, aloud = texts.of(point, what, apart), texts.of(point, what).aloud
        mark_of = mark() if is_unchecked(language) else ""
        direction = "rtl" if language in FROM_THE_RIGHT else "ltr"
        buttons = texts.read_aloud(), texts.give_back()
        return Spoken(said, aloud, tag(language), direction, mark_of, *buttons)


def tag(language: str) -> str:
    """Return a language as browsers name it: the script begins with a capital."""
    code, _dash, script = language.partition("-")
    return f"{code}-{script.title()}" if script else code


def point_page(talk: Talk, consents: list[Consent], point: InformedPoint) -> dict[str, Any]:
    """Return what the worker's page of a point shows: what to say, in the person's language and in the worker's."""
    choice = language_of(talk)
    page = get_language() or "en"
    ours = None if choice.language == page else spoken(point, consents, page)
    place = POINTS.index(point)
    return {
        "point": point,
        "choice": choice,
        "theirs": spoken(point, consents, choice.language),
        "ours": ours,
        "place": place + 1,
        "of": len(POINTS),
        "before": POINTS[place - 1] if place else None,
        "is_explained": point in talk.points,
    }


def hand_page(talk: Talk, consents: list[Consent], point: InformedPoint) -> dict[str, Any]:
    """Return what a page shows that is handed over: one point, in the person's language, and nothing of the case."""
    place = POINTS.index(point)
    return {
        "spoken": spoken(point, consents, language_of(talk).language),
        "place": place + 1,
        "of": len(POINTS),
        "before": POINTS[place - 1] if place else None,
        "after": POINTS[place + 1] if place + 1 < len(POINTS) else None,
    }


def language_of(talk: Talk) -> Choice:
    """Return the language in which the person hears it."""
    return choice_for(talk.language or talk.case.language)


def facts(talk: Talk) -> list[tuple[object, object]]:
    """Return, for the carrier, what is noted of a talk: sealed, and gone with the case's keys."""
    if not keys.exist(talk.case_id):
        return []
    told = [
        (_("Interpreter"), talk.interpreter),
        (_("Could the person decide?"), talk.get_capacity_display()),
        (_("Which support, or why not"), talk.capacity_note),
        (_("How the person agreed"), talk.get_way_display()),
        (_("The name, as typed"), talk.signed_name),
        (_("Witness"), talk.witness),
        (_("How whoever acts for the child consented"), talk.get_guardian_way_display()),
        (_("Their name, or who heard them"), talk.guardian_words),
    ]
    return [(label, value) for label, value in told if value]


def way_of(consents: Iterable[Consent]) -> object:
    """Return how the person agreed, for whoever sees the consents: in a word, without names."""
    talk = Talk.objects.filter(pk=next(one.talk for one in consents)).first()
    return talk.get_way_display() if talk else ""


def has_picture(talk: Talk) -> bool:
    """Tell whether there is a sign, a thumbprint or a paper to look at."""
    return talk.way in PICTURED and keys.exist(talk.case_id)


def has_guardians_paper(talk: Talk) -> bool:
    """Tell whether there is a paper that whoever acts for the child signed."""
    return talk.guardian_way == Way.PAPER and keys.exist(talk.case_id)


def waiting_for(actor: Actor) -> Iterable[Waiting]:
    """Return the talks in which the person could not decide, on the day on which to ask again."""
    if not actor.has(*TAKERS):
        return
    asked = Consent.objects.visible_to(actor).filter(status__in=ASKED).values("talk")
    rows = Talk.objects.visible_to(actor).to_ask_again().filter(pk__in=asked, case__status__in=OPEN)
    for one in rows.select_related("case").order_by("ask_again_on")[:MOST]:
        label = _("Ask again whether the person can decide: case %(number)s") % {"number": one.case.number}
        yield Waiting(label, reverse("talk", args=[one.pk]), one.ask_again_on, URGENT, one.case_id)


def is_not_now(talk: Talk | None) -> bool:
    """Tell whether the person cannot decide now."""
    return talk is not None and talk.capacity == Capacity.NOT_NOW
