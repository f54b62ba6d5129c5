"""What is said to the person in a talk, point by point, in their language: the same on the screen and on paper.

Each text is short, says one thing, and is said to a child in a child's words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from consent.enums import DataSet, InformedPoint, Lasting, Purpose
from papers.languages import day, listed

# Sight of a case has three depths: whoever sees one of these sees what lies above it, and the person must know.
_CASEWORK = (DataSet.SUMMARY, DataSet.NEEDS)
SEEN_WITH: dict[DataSet, tuple[DataSet, ...]] = {
    **dict.fromkeys(DataSet, _CASEWORK),
    DataSet.SUMMARY: (),
    DataSet.NEEDS: (DataSet.SUMMARY,),
}
DAYS_OF_A_YEAR = 365
Isolate = Callable[[object], str]


@dataclass(frozen=True)
class About:
    """What one talk is about, as the person must hear it."""

    purpose: str
    recipients: tuple[str, ...]
    data: tuple[str, ...]
    lasts: str
    until: date
    is_child: bool = False
    kept_days: int | None = None


@dataclass(frozen=True)
class Said:
    """One point: its sentences, and under them, where there are any, the things that they count."""

    point: InformedPoint
    sentences: list[str]
    list: list[str]

    @property
    def aloud(self) -> str:
        """All of it, to be read aloud."""
        return " ".join([*self.sentences, *(f"{one}." for one in self.list)])


def said(about: About, isolate: Isolate = str) -> list[Said]:
    """Return every point of a talk in the language of the page, in order. `isolate` puts a value into a sentence."""
    return [of(point, about, isolate) for point in InformedPoint]


def of(point: InformedPoint, about: About, isolate: Isolate = str) -> Said:
    """Return one point of a talk."""
    counted = data_sets(about) if point == InformedPoint.WHO else []
    return Said(point, SENTENCES[point](about, isolate), counted)


def data_sets(about: About) -> list[str]:
    """Return what each data set of a talk contains, and what is seen together with it."""
    seen = {*about.data, *(also for one in about.data for also in SEEN_WITH[DataSet(one)])}
    return [contents(one) for one in DataSet.values if one in seen]


def contents(data: str) -> str:
    """Return what a data set contains."""
    return {
        DataSet.SUMMARY: _("Your age, your sex, your language, and what help you need"),
        DataSet.NEEDS: _("What you were asked about your situation, and what you answered"),
        DataSet.IDENTITY: _("Your name, birth date, address and telephone, your papers, and your own story"),
        DataSet.HEALTH: _("Your health, and medical papers"),
        DataSet.LEGAL: _("What happened to you, and court papers"),
        DataSet.LOCATION: _("Where you stay"),
    }[DataSet(data)]


def read_aloud() -> str:
    """Return what stands on the button that reads a page aloud."""
    return _("Read aloud")


def give_back() -> str:
    """Return how a page ends that was handed over."""
    return _("Please give the phone back.")


def _help(about: About, isolate: Isolate) -> list[str]:
    if about.is_child:
        return [_("You may say yes or no. We help you either way.")]
    return [_("You are free to say yes or no. The help you get does not depend on your answer.")]


def _content(about: About, isolate: Isolate) -> list[str]:
    if about.is_child:
        return [_("We write down what you tell us. It is locked away.")]
    return [
        _(
            "We keep what you tell us about yourself, what happened to you, and the help you need. It is locked."
        )
    ]


def _purpose(about: About, isolate: Isolate) -> list[str]:
    named = isolate(Purpose(about.purpose).label)
    return [_("What it is for: %(purpose)s") % {"purpose": named}]


def _who(about: About, isolate: Isolate) -> list[str]:
    names = listed(map(isolate, about.recipients)) or _("the organisation that asks")
    return [_("Who would see it: %(recipient)s") % {"recipient": names}, _("If you say yes, they would see:")]


def _use(about: About, isolate: Isolate) -> list[str]:
    if about.is_child:
        return [_("They use it to help you. For anything else we ask you again.")]
    return [_("It is used now to help you. For anything else, we must ask you again.")]


def _research(about: About, isolate: Isolate) -> list[str]:
    if about.is_child:
        return [_("We count how many people we help. Your name is never in it.")]
    return [_("We count cases, so that help gets better. Nobody can find you in these numbers.")]


def _kept(about: About, isolate: Isolate) -> list[str]:
    until = {"day": isolate(day(about.until))}
    if about.lasts == Lasting.CASE:
        ends = _("Your yes ends when our work with you ends, and on %(day)s at the latest.")
    else:
        ends = _("Your yes ends on %(day)s. After that they see nothing, unless you agree again.")
    return [ends % until, *_erased(about, isolate)]


def _erased(about: About, isolate: Isolate) -> list[str]:
    if about.kept_days is None:
        return []
    years, days = divmod(about.kept_days, DAYS_OF_A_YEAR)
    if years and not days:
        kept = _(
            "Years that we keep what we wrote down after our work with you ends, before it is erased: %(years)s"
        )
        return [kept % {"years": isolate(years)}]
    kept = _(
        "Days that we keep what we wrote down after our work with you ends, before it is erased: %(days)s"
    )
    return [kept % {"days": isolate(about.kept_days)}]


def _undone(about: About, isolate: Isolate) -> list[str]:
    if about.is_child:
        return [_("When somebody has read it, they know it. We cannot change that.")]
    return [_("You can stop it later. But what somebody has already read or heard, we cannot take back.")]


def _withdraw(about: About, isolate: Isolate) -> list[str]:
    if about.is_child:
        return [_("You can change your mind any day. Tell anybody who helps you.")]
    return [
        _("You may take your yes back at any time. Tell anybody who works with you. You lose no help by it.")
    ]


def _see(about: About, isolate: Isolate) -> list[str]:
    if about.is_child:
        return [_("You may ask what we wrote about you."), _("Whoever acts for you is asked too.")]
    return [_("You may see what is kept about you, and have mistakes put right.")]


SENTENCES = {
    InformedPoint.HELP: _help,
    InformedPoint.CONTENT: _content,
    InformedPoint.PURPOSE: _purpose,
    InformedPoint.WHO: _who,
    InformedPoint.USE: _use,
    InformedPoint.RESEARCH: _research,
    InformedPoint.KEPT: _kept,
    InformedPoint.UNDONE: _undone,
    InformedPoint.WITHDRAW: _withdraw,
    InformedPoint.SEE: _see,
}
