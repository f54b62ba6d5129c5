"""While migrations run: models of the past have no methods, and so no steps for django-fsm to collect.

It would ask every state field of every such model about every other: hundreds of fields, thousands of models, a third
of the time that an empty database takes.
"""

from django_fsm import FSMFieldMixin

_collect = FSMFieldMixin._collect_transitions


def leave_alone(**_sent: object) -> None:
    """Models that are made from now on are not asked for their steps."""
    FSMFieldMixin._collect_transitions = staticmethod(_nothing)


def ask_again(**_sent: object) -> None:
    """Models that are made from now on are asked for their steps."""
    FSMFieldMixin._collect_transitions = _collect


def _nothing(*_asked: object, **_told: object) -> None:
    """One function for every field: the signal keeps it once."""
