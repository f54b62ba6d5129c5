"""Calls to the hotline: somebody's story begins with one; the others stay without a name."""

from datetime import timedelta

from django.utils import timezone

from demo.answers import ANSWERS
from demo.ids import uuid_of
from demo.walk import Walk
from demo.world import World
from hotline import actions
from hotline.enums import Advice, Category, Channel, Pointed
from hotline.models import Call
from identification.enums import YesNo
from workflow.gate import perform

# Hours ago, who noted it, how, in which language, about what, whether in danger; then the advice, if it is closed.
CALLS = (
    (1, "hanna", Channel.PHONE, "ru", Category.TRAFFICKING, YesNo.YES, (), ()),
    (3, "hal", Channel.CHAT, "uz", Category.WORK_ABROAD, YesNo.NO, (), ()),
    (
        20,
        "hanna",
        Channel.PHONE,
        "ka",
        Category.WORK_ABROAD,
        YesNo.NO,
        (Advice.EMPLOYER, Advice.CONTRACT, Advice.PAPERS),
        (Pointed.CONSULATE,),
    ),
    (
        26,
        "hugo",
        Channel.EMAIL,
        "hy",
        Category.MARRIAGE,
        YesNo.UNKNOWN,
        (Advice.FAMILY, Advice.AGAIN),
        (Pointed.LEGAL_AID,),
    ),
    (50, "hal", Channel.PHONE, "", Category.LEGAL_SOCIAL, YesNo.UNKNOWN, (Advice.NONE,), ()),
    (
        75,
        "hanna",
        Channel.PHONE,
        "uk",
        Category.STUDY_ABROAD,
        YesNo.NO,
        (Advice.ENTRY, Advice.PAPERS),
        (Pointed.MIGRATION_SERVICE,),
    ),
    (96, "hugo", Channel.IN_PERSON, "tg", Category.MIGRATION, YesNo.NO, (Advice.ENTRY, Advice.WORK), ()),
)


def called(walk: Walk, by: str, category: Category) -> None:
    """The person called the hotline; the call became a case, they were screened, and are presumed."""
    taker = walk.world.staff[by]
    call = _noted(walk.world, by, walk.person.key, category=category, language=walk.person.language)
    walk.meet(by, lambda case: actions.turn(call=call, case=case, by=taker))
    walk.screen(ANSWERS["presumed"])
    walk.step("presume")


def answer(world: World) -> None:
    """The hotline answered: two calls are still open, the others closed."""
    for place, (hours, by, channel, language, category, danger, advice, pointed) in enumerate(CALLS):
        said = {"channel": channel, "language": language, "category": category, "in_danger": danger}
        taken_at = timezone.now() - timedelta(hours=hours)
        call = _noted(world, by, str(place), taken_at=taken_at, **said)
        if advice:
            told = {"advice": list(advice), "pointed_to": list(pointed)}
            perform(call, "close", **told, by=world.staff[by])


def _noted(world: World, by: str, key: str, **said: object) -> Call:
    known = {"channel": Channel.PHONE, "in_danger": YesNo.NO, **said}
    return perform(Call.taken(world.staff[by], pk=uuid_of("call", key), **known), "take", by=world.staff[by])
