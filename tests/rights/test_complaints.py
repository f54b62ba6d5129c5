"""Complaints: nobody who is complained about sees one or deals with it; an answer is due."""

from uuid import uuid4

import pytest

from audit.models import Event
from rights.enums import ComplaintStatus, Outcome
from rights.models import Complaint
from tests.cast import Cast
from tests.helpers import client_of, codes
from tests.makers import referral_at
from tests.makers_rights import REASON, STORY, complaint
from workflow.gate import perform

pytestmark = pytest.mark.django_db


def sees(actor, record) -> bool:
    return Complaint.objects.visible_to(actor).filter(pk=record.pk).exists()


def test_it_is_dealt_with_and_told(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    record = complaint(cast, case, organisation=cast.sami.organisation, by=cast.sami)
    assert record.due
    record = perform(record, "take", by=cast.dov)
    said = {"outcome": Outcome.PARTLY, "reason": REASON}
    assert codes(record, "reply", cast.dana, **said) == ["by_who_deals_with_it"]
    record = perform(record, "reply", by=cast.dov, **said)
    page = client_of(cast.dov).get(record.get_absolute_url()).content.decode()
    assert STORY in page
    assert "Data Protection Office" in page
    record = perform(record, "tell_answer", by=cast.nora)
    assert (record.status, bool(record.told_at)) == (ComplaintStatus.ANSWERED, True)
    assert STORY not in str([bytes(one.body) for one in Event.objects.filter(case_id=case.pk)])


def test_who_is_complained_about_neither_sees_it_nor_deals_with_it(cast: Cast) -> None:
    case = referral_at("accepted", cast).case
    about = {"about": "treatment", "organisation": cast.dana.organisation_id, "person": cast.dana.user_id}
    url = f"{case.get_absolute_url()}rights/new/complaint/"
    client_of(cast.sami).post(url, about | {"key": str(uuid4()), "story": STORY})
    record = Complaint.objects.get(case=case, person=cast.dana.user)
    assert not sees(cast.dana, record)
    assert client_of(cast.dana).get(record.get_absolute_url()).status_code == 404
    assert codes(record, "take", cast.dana) == ["by_other_overseer"]
    assert sees(cast.dov, record)
    assert sees(cast.sami, record)
    assert not sees(cast.nora, record)
    shown = client_of(cast.dana).get(f"{case.get_absolute_url()}rights/").content.decode()
    assert "Complaint" not in shown.split("Write down what the person asks for")[0]


def test_the_form_names_own_people_and_who_could_read_it(cast: Cast) -> None:
    """The form offers the organisations that the writer knows of, their own people, and who oversees at the carrier."""
    case = referral_at("accepted", cast).case
    form = client_of(cast.nora).get(f"{case.get_absolute_url()}rights/new/complaint/").context["form"]
    places = {str(one) for one in form.fields["organisation"].queryset}
    people = {one.display_name for one in form.fields["person"].queryset}
    assert places == {"Lantern House", "Quiet Garden"}
    assert people == {"Nora", "Dana", "Dov"}
    referral_at("accepted", cast, case=case, to=cast.lena, kind="legal_aid")
    form = client_of(cast.sami).get(f"{case.get_absolute_url()}rights/new/complaint/").context["form"]
    assert {str(one) for one in form.fields["organisation"].queryset} == {"Lantern House", "Quiet Garden"}
    assert {one.display_name for one in form.fields["person"].queryset} == {"Sami", "Vera", "Dana", "Dov"}
