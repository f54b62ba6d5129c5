"""Who acts: a person for an organisation, or a named command, and never nobody."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils.functional import Promise

from accounts import roles
from accounts.actions import add_member, end_membership, found_organisation
from accounts.actors import Actor
from accounts.enums import OrganisationKind
from accounts.models import Membership, Organisation, User
from tests.cast import Cast
from tests.helpers import log_is_broken

ROLES = pytest.mark.parametrize("role", roles.ALL.values(), ids=roles.ALL)


def test_nobody_is_no_actor() -> None:
    with pytest.raises(ValueError, match="named command"):
        Actor()


def test_a_person_without_an_organisation_is_no_actor(cast: Cast) -> None:
    with pytest.raises(ValueError, match="named command"):
        Actor(user=cast.nora.user)
    with pytest.raises(ValueError, match="named command"):
        Actor(organisation=cast.nora.organisation)


def test_an_actor_cannot_be_changed(cast: Cast) -> None:
    with pytest.raises(AttributeError):
        cast.nora.roles = frozenset(roles.ALL)


def test_a_command_is_nobody_of_any_organisation() -> None:
    clock = Actor.system("expire_consents")
    assert clock.is_system
    assert (clock.user_id, clock.organisation_id) == (None, None)
    assert not clock.reads_cases
    assert not clock.has(*roles.ALL.values())
    assert not clock.is_of(None)
    assert not clock.is_of(uuid.uuid4())


def test_a_person_has_the_roles_of_this_membership_alone(cast: Cast) -> None:
    assert cast.nora.has(roles.CASE_MANAGER)
    assert not cast.nora.has(roles.SUPERVISOR, roles.DATA_PROTECTION)
    assert cast.nora.is_of(cast.nora.organisation_id)
    assert not cast.nora.is_of(cast.sami.organisation_id)


def test_an_analyst_reads_no_cases_and_everybody_else_may(cast: Cast) -> None:
    assert not cast.stat.reads_cases
    assert all(one.reads_cases for name, one in cast.everybody().items() if name != "stat")


@ROLES
def test_a_role_is_described(role: roles.Role) -> None:
    assert isinstance(role.name, Promise)
    assert isinstance(role.purpose, Promise)
    assert str(role.purpose).endswith(".")
    assert roles.ALL[role.code] is role


def test_every_role_of_the_module_is_listed() -> None:
    written = {one for one in vars(roles).values() if isinstance(one, roles.Role)}
    assert written == set(roles.ALL.values())
    assert {code for code, _name in roles.choices()} == set(roles.ALL)


def test_an_address_is_one_person_however_it_is_spelled(cast: Cast) -> None:
    found_organisation(name="Second", kind=OrganisationKind.NGO, country="AV", by=Actor.system("test"))
    second = add_member(
        email="NORA@Example.org",
        display_name="Nora again",
        organisation=Organisation.objects.get(name="Second"),
        roles=[roles.OBSERVER],
        by=Actor.system("test"),
    )
    assert second.user == cast.nora.user
    assert User.objects.filter(email__iexact="nora@example.org").count() == 1


def test_a_person_has_one_current_place_in_an_organisation(cast: Cast) -> None:
    with pytest.raises(IntegrityError, match="one_current_membership"), transaction.atomic():
        Membership.objects.create(user=cast.nora.user, organisation=cast.nora.organisation, roles=[])


def test_a_place_does_not_end_before_it_began(cast: Cast) -> None:
    place = Membership.objects.get(user=cast.nora.user)
    place.ended_at = place.started_at - datetime.timedelta(days=1)
    with pytest.raises(IntegrityError, match="membership_ends_after_it_starts"), transaction.atomic():
        place.save()


def test_without_its_event_no_place_is_given(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), transaction.atomic():
        add_member(
            email="new@example.org",
            display_name="New",
            organisation=cast.away,
            roles=[roles.OBSERVER],
            by=Actor.system("test"),
        )
    assert not User.objects.filter(email="new@example.org").exists()


def test_without_its_event_no_place_ends(cast: Cast) -> None:
    place = Membership.objects.get(user=cast.nora.user)
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), transaction.atomic():
        end_membership(membership=place, by=cast.dana)
    assert Membership.objects.get(pk=place.pk).ended_at is None


def test_without_its_event_no_organisation_is_founded(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="the log is broken"), log_is_broken(), transaction.atomic():
        found_organisation(name="Ghost", kind=OrganisationKind.NGO, country="AV", by=Actor.system("test"))
    assert not Organisation.objects.filter(name="Ghost").exists()
