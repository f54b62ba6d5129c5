"""A group: facts entered once, a case for each person, and nobody else who learns of it."""

from dataclasses import replace

import pytest
from django.db import DatabaseError
from django.test import Client

from accounts import roles
from accounts.actors import Actor
from accounts.enums import ServiceKind
from audit.log import read
from audit.models import Event
from entry.paging import PAGE
from facts.forms import ExploitationForm
from groups import actions, presenters
from groups.models import Group, Member
from identification import access
from identification.actions import answer
from identification.models import Case, CaseAccess, Identity, Screening
from referral.actions import accept, send
from tests.breakglass.told import told
from tests.cast import Cast
from tests.helpers import client_of, walked
from tests.identification.twin import changes_nothing_without_the_log
from tests.makers import consented, drafted, screened
from tests.makers_groups import begun_group, colleague, new_group, new_person
from wall.context import acting_as
from workflow.gate import perform


def test_each_person_is_a_case_of_its_own_with_the_facts_of_the_place(cast: Cast) -> None:
    group = begun_group(cast.odile)
    case = actions.add_person(group=group, case=new_person(sex="female"), pseudonym="Wren", by=cast.odile)
    assert (case.carrier, case.jurisdiction, case.status) == (cast.odile.organisation, "AV", "screening")
    assert Identity.objects.get(case=case).pseudonym == "Wren"
    assert Member.objects.get().case == case


def test_who_is_sent_twice_is_added_once(cast: Cast) -> None:
    group, person = begun_group(cast.odile), new_person()
    twice = [
        actions.add_person(group=group, case=new_person(pk=person.pk), by=by)
        for by in (cast.odile, colleague(cast.odile, "Olga"))
    ]
    assert twice[0] == twice[1]
    assert (Case.objects.count(), Event.objects.filter(kind="group.add").count()) == (1, 1)
    again = actions.begin(group=new_group(cast.odile, pk=group.pk), by=cast.odile)
    assert (again, Group.objects.count()) == (group, 1)


@pytest.mark.parametrize(
    ("who", "may"), [("odile", True), ("nora", False), ("dana", False), ("stat", False), ("sami", False)]
)
def test_who_adds_to_the_groups_of_the_police(cast: Cast, who: str, may: bool) -> None:
    group, actor = begun_group(cast.odile), cast.everybody()[who]
    if may:
        assert actions.add_person(group=group, case=new_person(), by=actor)
    else:
        assert told(lambda: actions.add_person(group=group, case=new_person(), by=actor)) == ["by_responder"]
        assert told(lambda: actions.begin(group=new_group(cast.odile), by=actor)) == ["by_responder"]
        assert told(lambda: actions.correct(group=group, place="house", by=actor)) == ["by_responder"]
        assert not Case.objects.exists()


def test_an_observer_of_the_organisation_looks_and_adds_nobody(cast: Cast) -> None:
    group = begun_group(cast.odile, people=1)
    watcher = replace(cast.odile, roles=frozenset({roles.OBSERVER.code}))
    assert Group.objects.visible_to(watcher).get() == group
    assert told(lambda: actions.add_person(group=group, case=new_person(), by=watcher)) == ["by_responder"]
    assert not Group.objects.visible_to(replace(watcher, roles=frozenset({"analyst"}))).exists()


def test_nothing_changes_without_the_log(cast: Cast) -> None:
    group = begun_group(cast.odile)
    changes_nothing_without_the_log(lambda: actions.begin(group=new_group(cast.odile), by=cast.odile))
    changes_nothing_without_the_log(lambda: actions.add_person(group=group, case=new_person(), by=cast.odile))
    changes_nothing_without_the_log(lambda: actions.correct(group=group, place="house", by=cast.odile))


def test_everybodys_next_step_and_how_far_it_has_come(cast: Cast) -> None:
    group = begun_group(cast.odile, people=3)
    first, second, third = [one.case for one in presenters.people(group, cast.odile)]
    screened(first, cast.odile)
    perform(first, "presume", by=cast.odile)
    screened(second, cast.odile)
    people = {one.case: one for one in presenters.people(group, cast.odile)}
    assert [people[one].label for one in (first, second, third)] == [
        "Go to the case",
        "Look at the result, and go on",
        "Begin the screening",
    ]
    assert people[third].url == f"/cases/{third.number}/screenings/new/"
    assert "begun by Odile" in people[second].progress


def test_several_lists_in_one_talk_count_each_question_once(cast: Cast) -> None:
    group = begun_group(cast.odile, people=1)
    case = presenters.people(group, cast.odile)[0].case
    new = Screening(case=case, profile="adult_sexual", also=["adult_labour"], screened_by=cast.odile.user)
    screening = perform(new, "begin", by=cast.odile)
    every = [one.code for one in screening.asked_in()]
    answer(screening=screening, answers=dict.fromkeys(every, "no"), by=cast.odile)
    assert presenters.people(group, cast.odile)[0].progress.startswith(f"{len(every)} of {len(every)} ")


# ---- another organisation that receives one person learns nothing of the others ----


@pytest.fixture
def passed_on(cast: Cast) -> tuple[Group, Case, list[Case]]:
    """A group of three of whom Nora took over one."""
    group = begun_group(cast.odile, people=3)
    one, *others = [one.case for one in presenters.people(group, cast.odile)]
    screened(one, cast.odile)
    one = perform(one, "presume", by=cast.odile)
    consented(one, cast.odile, cast.nora.organisation)
    referral = send(referral=drafted(one, cast.odile, cast.nora, ServiceKind.CASE_MANAGEMENT), by=cast.odile)
    accept(referral=referral, by=cast.nora)
    return group, Case.objects.get(pk=one.pk), others


def test_who_carries_one_case_learns_nothing_of_the_others(
    cast: Cast, passed_on: tuple[Group, Case, list[Case]]
) -> None:
    group, one, others = passed_on
    assert one.carrier == cast.nora.organisation
    client = client_of(cast.nora)
    for path in ("", "add/"):
        assert client.get(group.get_absolute_url() + path).status_code == 404
    pages = [
        "/groups/",
        "/",
        "/cases/",
        *(one.get_absolute_url() + part for part in ("", "trail/", "access/")),
    ]
    shown = "".join(client.get(page).content.decode() for page in pages)
    assert one.number in shown
    assert not [other for other in others if other.number in shown or str(other.pk) in shown]
    assert str(group.pk) not in shown
    assert "a group" not in client.get(f"{one.get_absolute_url()}trail/").content.decode()


def test_no_event_of_a_case_tells_of_its_group(cast: Cast, passed_on: tuple[Group, Case, list[Case]]) -> None:
    group, one, others = passed_on
    strangers = {str(group.pk), *(str(other.pk) for other in others)}
    for event in Event.objects.filter(case_id=one.pk):
        assert not strangers & set(str(read(event)).replace("'", " ").replace("[", " ").split()), event.kind
    assert not Event.objects.filter(kind__startswith="group.").exclude(case_id=None).exists()


def test_the_wall_shows_a_group_to_who_met_it(cast: Cast, passed_on: tuple[Group, Case, list[Case]]) -> None:
    seen = {}
    for name, actor in (("odile", cast.odile), ("nora", cast.nora), ("sami", cast.sami)):
        with acting_as(actor.organisation_id):
            seen[name] = (Group.objects.count(), Member.objects.count())
    assert seen == {"odile": (1, 3), "nora": (0, 0), "sami": (0, 0)}
    with acting_as(cast.nora.organisation_id), pytest.raises(DatabaseError, match="row-level security"):
        actions.begin(group=new_group(cast.odile), by=cast.odile)


def test_who_met_the_group_is_shown_those_it_still_sees(
    cast: Cast, passed_on: tuple[Group, Case, list[Case]]
) -> None:
    group, one, others = passed_on
    access.end(case=one, organisation=cast.odile.organisation, by=cast.odile)
    page = client_of(cast.odile).get(group.get_absolute_url()).content.decode()
    assert one.number not in page
    assert all(other.number in page for other in others)
    assert "no longer sees: 1" in page


# ---- pages ----


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.odile)


GROUP = {"in_danger": "yes", "controlled": "no", "place": "vehicle", "industry": "A", "jurisdiction": "AV"}
KEYS = [f"00000000-0000-4000-8000-{place:012}" for place in range(3)]
PERSON = {"age_band": "unknown", "sex": "male", "injured": "no", "language": "uz", "pseudonym": "Wren"}


def test_a_group_is_entered_by_its_pages(client: Client) -> None:
    said = {**GROUP, "key": KEYS[0]}
    urls = {client.post("/groups/new/", said).url for _twice in range(2)}
    group = Group.objects.get()
    assert urls == {f"{group.get_absolute_url()}add/"}
    form = client.get(f"{group.get_absolute_url()}add/").context["form"]
    assert (form["in_danger"].value(), form["controlled"].value()) == ("yes", "no")
    person = {**PERSON, "in_danger": "yes", "controlled": "no", "key": KEYS[1]}
    answers = [client.post(f"{group.get_absolute_url()}add/", person) for _twice in range(2)]
    case = Case.objects.get()
    assert {one.url for one in answers} == {f"{group.get_absolute_url()}add/?language=uz"}
    assert client.get(answers[0].url).context["form"]["language"].value() == "uz"
    assert case.number in client.get(group.get_absolute_url()).content.decode()
    assert Event.objects.filter(kind="group.view").count() == 1


def test_the_facts_of_a_place_are_put_right_and_the_history_keeps_them(client: Client, cast: Cast) -> None:
    group = begun_group(cast.odile, people=1)
    url = f"{group.get_absolute_url()}correct/"
    assert client.get(url).context["form"]["place"].value() == "vehicle"
    assert client.post(url, {**GROUP, "place": "house"}).url == group.get_absolute_url()
    group.refresh_from_db()
    assert (group.place, group.in_danger, group.jurisdiction) == ("house", "yes", "AV")
    assert sorted(group.history.values_list("place", flat=True)) == ["house", "vehicle"]
    assert read(Event.objects.get(kind="group.correct"))["facts"]["fields"] == ["in_danger", "place"]
    assert Case.objects.get().in_danger == "no"
    assert client.post(url, {**GROUP, "place": "moon"}).context["form"].errors


def test_the_list_goes_page_by_page_and_misses_no_group(client: Client, cast: Cast) -> None:
    made = [begun_group(cast.odile).pk for _group in range(PAGE + 2)]
    first, second = walked(client, "/groups/", "rows")
    assert [one.pk for one in [*first, *second]] == made[::-1]


def test_a_case_leads_back_to_its_group_for_who_met_it(
    cast: Cast, passed_on: tuple[Group, Case, list[Case]]
) -> None:
    group, one, others = passed_on
    for name, case, leads in (("odile", one, True), ("odile", others[0], True), ("nora", one, False)):
        page = client_of(cast.everybody()[name]).get(case.get_absolute_url())
        assert (f'href="{group.get_absolute_url()}"' in page.content.decode()) is leads, name
    told_to_nora = CaseAccess.objects.annotate(group=Group.of_case(cast.nora)).values_list("group", flat=True)
    assert set(told_to_nora) == {None}


def test_empty_forms_are_asked_again(client: Client, cast: Cast) -> None:
    group = begun_group(cast.odile)
    for path in ("/groups/new/", f"{group.get_absolute_url()}add/"):
        assert client.post(path, {}).context["form"].errors
    assert (Group.objects.count(), Case.objects.count()) == (1, 0)


def test_a_key_of_another_organisation_changes_nothing(cast: Cast) -> None:
    group = begun_group(cast.odile)
    other: Actor = cast.nora
    answer = client_of(other).post("/groups/new/", {**GROUP, "key": group.pk})
    assert answer.status_code == 409
    assert Group.objects.get().organisation == cast.odile.organisation


def test_an_industry_has_one_name_for_a_group_and_for_what_happened(client: Client) -> None:
    offered = [one for one in client.get("/groups/new/").context["form"]["industry"].field.choices if one[0]]
    of_the_facts = [one for one in ExploitationForm().fields["industry"].choices if one[0]]
    assert "S" in dict(offered)
    assert set(offered) < set(of_the_facts)
