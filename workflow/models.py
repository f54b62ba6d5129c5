"""The abstract bases of every record that the gate keeps. No tables here."""

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import models
from django.utils import timezone
from django_fsm import FSMFieldMixin

from workflow.guard import NotThroughTheGate, require_writing


class GuardedQuerySet(models.QuerySet[Any]):
    """A queryset that reads and never writes."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise NotThroughTheGate(f"{self.model.__name__} is written only through its actions")

    update = delete = bulk_update = _refuse
    aupdate = adelete = abulk_create = abulk_update = _refuse

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Write new rows in one statement: for the gate and for actions, and where no history would miss them."""
        require_writing(self.model)
        return (
            self._refuse() if hasattr(self.model, "history") else super().bulk_create(objs, *args, **kwargs)
        )


class Guarded(models.Model):
    """A row that only the gate and actions may save, and nobody may delete."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    if TYPE_CHECKING:
        _history_user: Any  # read by django-simple-history when a row is saved
    else:  # mypy would take it for a class variable that no subclass may replace
        objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_writing(type(self))
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise NotThroughTheGate(f"{type(self).__name__} is never deleted")


class Stateful(Guarded):
    """A guarded row with a `status` that moves along its declared transitions."""

    status_since = models.DateTimeField(default=timezone.now)

    if TYPE_CHECKING:  # what every stateful model has, in its own words
        status: Any
        case: Any
        case_id: Any

        def get_status_display(self) -> str: ...
        def get_absolute_url(self) -> str: ...

    class Meta:
        abstract = True

    def refresh_from_db(
        self, using: str | None = None, fields: Iterable[str] | None = None, from_queryset: Any = None
    ) -> None:
        """Refresh the protected state too, and keep it protected when the refresh fails."""
        states = {field.attname for field in self._meta.concrete_fields if isinstance(field, FSMFieldMixin)}
        wanted = states if fields is None else states & set(fields)
        kept = {name: self.__dict__.pop(name) for name in wanted if name in self.__dict__}
        try:
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
            if fields is None:  # then Django takes what was popped for deferred, and leaves it out
                super().refresh_from_db(using=using, fields=list(kept), from_queryset=from_queryset)
        finally:
            for name, value in kept.items():
                self.__dict__.setdefault(name, value)

    def basis_of(self, step: str) -> str:
        """Return the code and id of the ground that a step rests on, for the trail; none by default."""
        return ""
