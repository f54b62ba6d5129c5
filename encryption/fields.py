"""Sealed fields: bound to row, column and case, opened on attribute access only, refusing every unsafe path.

They stand on django-encrypted-model-fields, whose own fields lose data silently in five ways
(docs/adr/0003): none of its reading or writing is used, only its place in the class tree and its key ring.
"""

import datetime
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from encrypted_model_fields.fields import EncryptedMixin

from encryption.sealing import Place, SealedBytes, seal, seal_bytes, unseal, unseal_bytes


class Closed:
    """A sealed value as it came from the database, until somebody asks for it. Shows nothing of itself."""

    __slots__ = ("sealed",)

    def __init__(self, sealed: bytes) -> None:
        self.sealed = SealedBytes(sealed)

    def __repr__(self) -> str:
        return "<sealed>"


class SealedAttribute(DeferredAttribute):
    """Opens the value when the attribute is read for the first time."""

    field: "SealedTextField"

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if isinstance(value, Closed):
            value = self.field.open(instance, value.sealed)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: object) -> None:
        instance.__dict__[self.field.attname] = value


class SealedTextField(EncryptedMixin, models.TextField):
    """Text that only the holder of the case's key can read. The row needs its key and `case_id` before saving."""

    descriptor_class = SealedAttribute
    empty_values = [None]

    def get_internal_type(self) -> str:
        return "BinaryField"

    def place(self, instance: Any) -> Place:
        """Return where this field of this row lives."""
        # A case is its own case, and its history rows keep its id.
        case_id = instance.case_id if hasattr(instance, "case_id") else instance.id
        return Place(instance._meta.label_lower, self.attname, str(instance.pk), case_id)

    def open(self, instance: models.Model, sealed: bytes) -> Any:
        """Return the value; DecryptionError when it was not sealed for this row and column."""
        return self.from_text(unseal(sealed, self.place(instance)))

    def close(self, instance: models.Model, value: Any) -> SealedBytes:
        """Return the value, sealed for this row and column; DecryptionError when the case has no key."""
        return seal(self.to_text(value), self.place(instance))

    def from_text(self, text: str) -> Any:
        """Turn the opened text into the field's value."""
        return text

    def to_text(self, value: Any) -> str:
        """Turn the field's value into the text that is sealed; FieldError for what is no text."""
        if not isinstance(value, str):
            raise FieldError(f"{self.name} takes text, not an expression or a sealed value")
        return str(value)

    def to_python(self, value: Any) -> Any:
        """Leave the value alone: decrypting input would be an oracle."""
        return value

    def from_db_value(self, value: Any, *_rest: object) -> Closed | None:
        return None if value is None else Closed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> SealedBytes | None:
        value = model_instance.__dict__.get(self.attname)
        if value is None:
            return None
        if isinstance(value, Closed):
            return value.sealed
        return self.close(model_instance, value)

    def get_prep_value(self, value: Any) -> Any:
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return self._only_sealed(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return self._only_sealed(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed and cannot be searched")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed and cannot be searched")

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError(f"{self.name} is sealed and is not serialised")

    def formfield(self, **kwargs: Any) -> Any:
        """Give no form field: entry is the business of a form that names its own."""
        return None

    def _only_sealed(self, value: Any) -> SealedBytes | None:
        if value is None or isinstance(value, SealedBytes):
            return value
        raise FieldError(f"{self.name} is sealed: plain text or an expression may not reach the database")


class SealedBytesField(SealedTextField):
    """Bytes that only the holder of the case's key can read."""

    def open(self, instance: models.Model, sealed: bytes) -> bytes:
        return unseal_bytes(sealed, self.place(instance))

    def close(self, instance: models.Model, value: Any) -> SealedBytes:
        if not isinstance(value, bytes):
            raise FieldError(f"{self.name} takes bytes and nothing else")
        return seal_bytes(value, self.place(instance))


class SealedDateField(SealedTextField):
    """A date that only the holder of the case's key can read."""

    def from_text(self, text: str) -> datetime.date:
        return datetime.date.fromisoformat(text)

    def to_text(self, value: Any) -> str:
        if type(value) is not datetime.date:
            raise FieldError(f"{self.name} takes a date and nothing else")
        return value.isoformat()

    def value_from_object(self, obj: models.Model) -> Any:
        """Give text: serialisers write a date out without asking `value_to_string`, which refuses."""
        value = super().value_from_object(obj)
        return None if value is None else self.to_text(value)
