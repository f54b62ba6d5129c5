"""Each way around the attribute either raises or gives the value sealed. None loses it, none shows it."""

import base64
import datetime
import io
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Cast as SqlCast
from django.db.models.functions import Lower
from django.forms import modelform_factory
from django.forms.models import model_to_dict

from encryption.fields import Closed
from encryption.sealing import SealedBytes
from identification.actions import record_identity
from identification.models import Case, Identity
from tests.cast import Cast
from tests.encryption.conftest import BORN, CONTACT, NAME, Read
from tests.makers import opened_case
from workflow.guard import NotThroughTheGate, writing

# The manager that no guard stands before: what the field itself refuses, whoever asks.
UNGUARDED = Identity._base_manager


@pytest.mark.parametrize(
    "lookup",
    ["full_name", "full_name__exact", "full_name__icontains", "full_name__in", "full_name__startswith"],
)
def test_searching_is_refused(identity: Identity, lookup: str) -> None:
    with pytest.raises(FieldError, match="sealed"):
        list(Identity.objects.filter(**{lookup: NAME}))


@pytest.mark.parametrize("lookup", ["birth_date", "birth_date__year", "birth_date__gt", "birth_date__range"])
def test_searching_by_birth_date_is_refused(identity: Identity, lookup: str) -> None:
    with pytest.raises(FieldError, match="sealed"):
        list(Identity.objects.filter(**{lookup: BORN}))


def test_searching_from_the_case_is_refused(identity: Identity) -> None:
    with pytest.raises(FieldError, match="sealed"):
        list(Case.objects.filter(identity__full_name=NAME))


def test_get_or_create_cannot_make_a_second_person(identity: Identity) -> None:
    with pytest.raises(FieldError, match="sealed"):
        UNGUARDED.get_or_create(full_name=NAME)


def test_whether_something_is_recorded_can_be_asked(identity: Identity) -> None:
    assert Identity.objects.filter(full_name__isnull=False).exists()
    assert not Identity.objects.filter(narrative__isnull=False).exists()


@pytest.mark.parametrize(
    "value",
    ["Somebody Else", F("contact"), Value("x"), Lower("contact"), SqlCast("contact", models.TextField())],
)
def test_updating_in_the_database_is_refused(identity: Identity, read: Read, value: Any) -> None:
    before = read(identity, "full_name")
    with pytest.raises(FieldError, match="sealed"), transaction.atomic():
        UNGUARDED.filter(pk=identity.pk).update(full_name=value)
    assert read(identity, "full_name") == before


def test_bulk_update_is_refused(identity: Identity, read: Read) -> None:
    before = read(identity, "full_name")
    identity.full_name = "Somebody Else"
    with pytest.raises(FieldError, match="sealed"), transaction.atomic():
        UNGUARDED.bulk_update([identity], ["full_name"])
    assert read(identity, "full_name") == before


@pytest.mark.parametrize("path", ["update", "bulk_update", "bulk_create", "delete"])
def test_the_guard_refuses_even_before_the_field(identity: Identity, path: str) -> None:
    with pytest.raises(NotThroughTheGate):
        getattr(Identity.objects.all(), path)([])


@pytest.mark.parametrize("value", [F("contact"), SealedBytes(b"x" * 80), b"bytes", 7, Closed(b"x").sealed])
def test_saving_what_is_no_text_is_refused(identity: Identity, value: Any) -> None:
    identity.full_name = value
    with pytest.raises(FieldError), transaction.atomic(), writing():
        identity.save()
    assert Identity.objects.get(pk=identity.pk).full_name == NAME


@pytest.mark.parametrize(
    "value", [F("contact"), "1998-03-07", datetime.datetime(1998, 3, 7, tzinfo=datetime.UTC)]
)
def test_saving_what_is_no_date_is_refused(identity: Identity, value: Any) -> None:
    identity.birth_date = value
    with pytest.raises(FieldError), transaction.atomic(), writing():
        identity.save()
    assert Identity.objects.get(pk=identity.pk).birth_date == BORN


@pytest.mark.parametrize("fetch", ["values", "values_list"])
def test_values_stay_sealed(identity: Identity, fetch: str) -> None:
    (row,) = getattr(Identity.objects.filter(pk=identity.pk), fetch)("full_name", "birth_date")
    assert NAME not in repr(row)
    parts = row.values() if isinstance(row, dict) else row
    assert all(isinstance(part, Closed) for part in parts)


@pytest.mark.parametrize("expression", [F("full_name"), SqlCast("full_name", models.TextField())])
def test_an_annotation_stays_sealed(identity: Identity, expression: Any) -> None:
    row = Identity.objects.annotate(shown=expression).get(pk=identity.pk)
    assert NAME not in str(row.shown)
    assert "Canary" not in str(row.shown)


def test_a_text_function_of_the_database_fails(identity: Identity) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        list(Identity.objects.annotate(shown=Lower("full_name")))


@pytest.mark.parametrize("form", ["json", "xml", "python", "jsonl"])
@pytest.mark.parametrize("only", ["full_name", "birth_date"])
def test_serialising_is_refused(identity: Identity, form: str, only: str) -> None:
    with pytest.raises(FieldError, match="not serialised"):
        serializers.serialize(form, [identity], fields=[only])


@pytest.mark.parametrize("model", ["identification.Identity", "identification.HistoricalIdentity"])
def test_dumpdata_is_refused(identity: Identity, model: str) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError, match="not serialised"):
        call_command("dumpdata", model, stdout=out)
    assert "Canary" not in out.getvalue()
    assert str(BORN) not in out.getvalue()


def test_a_form_of_the_model_has_no_sealed_field(identity: Identity) -> None:
    form = modelform_factory(Identity, fields="__all__")
    assert not {"full_name", "birth_date", "contact", "narrative"} & set(form.base_fields)


@pytest.mark.parametrize("spelled", ["hex", "base64", "latin-1"])
def test_a_pasted_ciphertext_is_text_and_is_not_opened(
    cast: Cast, identity: Identity, read: Read, spelled: str
) -> None:
    """Entry is never decrypted: the form is no oracle for what somebody copied from a dump."""
    sealed = read(identity, "full_name")
    spelling = {
        "hex": sealed.hex(),
        "base64": base64.b64encode(sealed).decode(),
        "latin-1": sealed.decode("latin-1"),
    }
    pasted = spelling[spelled]
    case = opened_case(cast.nora)
    record_identity(case=case, by=cast.nora, full_name=pasted)
    assert Identity.objects.get(case=case).full_name == pasted


def test_assigning_a_closed_value_of_another_person_opens_nothing(
    identity: Identity, other: Identity
) -> None:
    (stolen,) = Identity.objects.filter(pk=identity.pk).values_list("full_name", flat=True)
    other.full_name = stolen
    with pytest.raises(Exception, match="belongs to another place"):
        _ = other.full_name


def test_model_to_dict_gives_no_date_that_a_serialiser_would_pass_on(identity: Identity) -> None:
    assert model_to_dict(identity)["birth_date"] == str(BORN)
    assert model_to_dict(identity)["contact"] == CONTACT
