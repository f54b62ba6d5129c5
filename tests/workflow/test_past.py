"""Models of the past are left alone while migrations run, and those of today are asked for their steps again."""

from django.apps import apps
from django.db.models.signals import class_prepared, post_migrate, pre_migrate
from django_fsm import FSMField, FSMFieldMixin

from workflow import past, steps


def test_while_migrations_run_one_listener_stands_for_all_fields() -> None:
    collects, listening = FSMFieldMixin._collect_transitions, len(class_prepared.receivers)
    past.leave_alone()
    try:
        for _field in range(3):
            FSMField().contribute_to_class(type("Of_the_past", (), {"_meta": _Meta()}), "status")
        assert len(class_prepared.receivers) <= listening + 1
    finally:
        past.ask_again()
    assert FSMFieldMixin._collect_transitions is collects
    assert all(steps.transitions(model) for model in steps.stateful_models())


def test_it_begins_and_ends_with_migrations() -> None:
    mine = apps.get_app_config("workflow")
    assert past.leave_alone in pre_migrate._live_receivers(mine)[0]
    assert past.ask_again in post_migrate._live_receivers(mine)[0]


class _Meta:
    """As much of a model as a field asks for."""

    label_lower = "past.model"

    def add_field(self, _field: object, **_told: object) -> None:
        """Keep nothing."""
