"""Who may look in an emergency, at which case, and what everybody else is told: nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from accounts import roles
from accounts.enums import OrganisationKind
from accounts.roles import Role
from audit import log
from audit.models import Event
from breakglass import actions
from breakglass.enums import TRIES, BreakGlassStatus
from breakglass.models import Attempt, BreakGlass
from breakglass.permissions import ANSWER_EMERGENCIES
from identification.actions import decline
from identification.models import Case, CaseAccess
from tests.breakglass.told import told
from tests.cast import Cast
from tests.helpers import client_of, with_fresh_factor
from tests.makers import opened_case, presumed_case
from tests.makers_breakglass import HAPPENING, broken, glass_at, hal, member_of
from workflow import gate
from workflow.refusal import Refused

NO_SUCH_CASE = ["no_such_case"]
FORM = {"danger": "life", "reason": HAPPENING}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
EVERY_ROLE = [*roles.ALL.values()]


def test_one_person_sees_the_case_and_the_identity_for_an_hour(cast: Cast) -> None:
    case, by = presumed_case(cast.nora), hal()
    glass = broken(case, by)
    access = CaseAccess.objects.get(basis="break_glass")
    assert (access.case, access.person, access.scope) == (case, by.user, "identity")
    assert access.expires_at == glass.expires_at == glass.begun_at + timedelta(minutes=60)
    assert glass.review_due == glass.begun_at + timedelta(hours=72)
    assert Case.objects.visible_to(by).filter(pk=case.pk).exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert not Case.objects.visible_to(by).exists()


@pytest.mark.parametrize("role", EVERY_ROLE, ids=lambda role: role.code)
def test_the_right_is_of_case_managers_and_supervisors(cast: Cast, role: Role) -> None:
    by = member_of(OrganisationKind.HOTLINE, role)
    new = BreakGlass(user=by.user, organisation=by.organisation)
    may = role in (roles.CASE_MANAGER, roles.SUPERVISOR)
    assert bool(gate.not_permitted(new, "begin", by=by)) is not may


@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_the_right_is_of_organisations_that_answer_emergencies(cast: Cast, kind: str) -> None:
    by, case = member_of(kind, roles.CASE_MANAGER, roles.SUPERVISOR), presumed_case(cast.nora)
    if kind in ANSWER_EMERGENCIES:
        assert broken(case, by).status == BreakGlassStatus.OPEN
    else:
        assert told(lambda: broken(case, by)) == ["by_emergency_worker"]


def test_those_who_arrange_returns_never_have_it() -> None:
    assert OrganisationKind.RETURN not in ANSWER_EMERGENCIES
    assert OrganisationKind.STATISTICS not in ANSWER_EMERGENCIES


def test_nobody_looks_for_somebody_else(cast: Cast) -> None:
    one, other = hal(), hal(name="Hattie")
    new = BreakGlass(user=other.user, organisation=other.organisation)
    assert gate.not_permitted(new, "begin", by=one)


def hostile(cast: Cast) -> tuple[object, str]:
    """An official of another country."""
    return hal(country="BK"), presumed_case(cast.nora).number


def absent(cast: Cast) -> tuple[object, str]:
    return hal(), "0000-0000"


def no_number(cast: Cast) -> tuple[object, str]:
    return hal(), "who?"


def declined(cast: Cast) -> tuple[object, str]:
    return hal(), decline(case=opened_case(cast.nora), can_decide="yes", by=cast.nora).number


@pytest.mark.parametrize("world", [hostile, absent, no_number, declined])
def test_absent_and_forbidden_are_told_alike(cast: Cast, world: object) -> None:
    by, number = world(cast)  # type: ignore[operator]
    before = CaseAccess.objects.count()
    answer = with_fresh_factor(client_of(by), method="password").post(
        "/emergency/", {**FORM, "number": number}
    )
    assert answer.status_code == 409
    assert "There is no case with this number" in answer.content.decode()
    assert not BreakGlass.objects.exists()
    assert CaseAccess.objects.count() == before


@pytest.mark.parametrize("world", [hostile, absent])
def test_both_are_in_the_log(committed_cast: Cast, world: object) -> None:
    by, number = world(committed_cast)  # type: ignore[operator]
    with_fresh_factor(client_of(by), method="password").post("/emergency/", {**FORM, "number": number})
    assert Event.objects.get(kind="breakglass.begin").outcome == "refused"


def test_the_pages_of_absent_and_forbidden_are_the_same_to_the_byte(cast: Cast) -> None:
    by, number = hostile(cast)
    client = with_fresh_factor(client_of(by), method="password")  # type: ignore[arg-type]
    answers = [client.post("/emergency/", {**FORM, "number": one}) for one in (number, "0000-0000")]
    assert [answer.status_code for answer in answers] == [409, 409]
    pages = [
        TOKEN.sub("", answer.content.decode()).replace(one, "")
        for answer, one in zip(answers, (number, "0000-0000"), strict=True)
    ]
    assert pages[0] == pages[1]


def test_a_case_that_is_seen_already_is_told_like_that_too(cast: Cast) -> None:
    assert told(lambda: broken(presumed_case(cast.nora), cast.nora)) == NO_SUCH_CASE


def test_each_try_counts_and_the_sixth_is_refused(cast: Cast) -> None:
    by, case = hal(), presumed_case(cast.nora)
    for _try in range(TRIES):
        assert told(lambda: broken(case, by, number="0000-0000")) == NO_SUCH_CASE
    assert told(lambda: broken(case, by)) == ["too_many_tries"]
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert broken(case, by).status == BreakGlassStatus.OPEN
    assert Attempt.objects.filter(user=by.user).count() == 1


def test_a_short_reason_opens_nothing(cast: Cast) -> None:
    by, case = hal(), presumed_case(cast.nora)
    assert told(lambda: broken(case, by, reason="x" * 29)) == ["reason_says_why"]
    assert told(lambda: broken(case, by, reason=" " * 40)) == ["reason_says_why"]
    answer = with_fresh_factor(client_of(by), method="password").post(
        "/emergency/", {**FORM, "number": case.number, "reason": "Now!"}
    )
    assert answer.status_code == 200
    assert not BreakGlass.objects.exists()


def test_one_look_at_a_time(cast: Cast) -> None:
    by, other = hal(), presumed_case(cast.nora)
    glass = broken(presumed_case(cast.nora), by)
    assert told(lambda: broken(other, by)) == ["no_other_look_is_open"]
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert broken(other, by).status == BreakGlassStatus.OPEN
    assert BreakGlass.objects.get(pk=glass.pk).status == BreakGlassStatus.EXPIRED


def test_without_a_review_in_time_the_right_is_suspended_until_there_is_one(cast: Cast) -> None:
    by, other = hal(), presumed_case(cast.nora)
    glass = glass_at("ended", cast, by=by)
    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        assert told(lambda: broken(other, by)) == ["right_is_not_suspended"]
        assert client_of(by).get("/emergency/").status_code == 409
        gate.perform(glass, "justify", finding="Colleagues heard the call.", by=cast.dana)
        assert broken(other, by).status == BreakGlassStatus.OPEN


def test_after_abuse_the_right_is_gone_for_a_year(cast: Cast) -> None:
    by, other = hal(), presumed_case(cast.nora)
    glass_at("abuse", cast, by=by)
    assert told(lambda: broken(other, by)) == ["right_is_not_suspended"]
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert broken(other, by).status == BreakGlassStatus.OPEN


def test_a_fresh_factor_comes_first(cast: Cast) -> None:
    by, case = hal(), presumed_case(cast.nora)
    for answer in (
        client_of(by).get("/emergency/"),
        client_of(by).post("/emergency/", {**FORM, "number": case.number}),
    ):
        assert answer.status_code == 302
        assert answer.url == "/factors/?next=%2Femergency%2F"
    assert not BreakGlass.objects.exists()


def test_owners_and_overseers_are_told_without_a_word_about_anybody(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    case, by = presumed_case(cast.nora), hal()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        broken(case, by)
    assert sorted(to for one in mail.outbox for to in one.to) == [
        "dana@example.org",
        "dov@example.org",
        "nora@example.org",
    ]
    for one in mail.outbox:
        assert not [word for word in (case.number, "Hal", "knife") if word in one.subject + one.body]


def test_the_log_holds_codes_and_never_the_reason(cast: Cast) -> None:
    glass = broken(presumed_case(cast.nora), hal())
    event = Event.objects.get(kind="breakglass.begin")
    assert log.read(event)["facts"] == {"from": "new", "to": "open", "basis": "life"}
    assert not [one for one in Event.objects.all() if b"knife" in bytes(one.body)]
    assert BreakGlass.objects.get(pk=glass.pk).reason == HAPPENING


def test_a_refusal_leaves_no_sight_behind(cast: Cast) -> None:
    by = hal()
    with pytest.raises(Refused):
        actions.break_glass(number="0000-0000", danger="life", reason=HAPPENING, by=by)
    assert not Case.objects.visible_to(by).exists()
