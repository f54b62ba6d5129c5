"""A voluntary return, and who may see it."""

from repatriation.models.query import ReturnQuerySet
from repatriation.models.returns import Return

__all__ = ["Return", "ReturnQuerySet"]
