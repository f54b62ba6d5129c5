from django.apps import AppConfig


class EntryConfig(AppConfig):
    """What people type: fields, widgets and their rendering. Knows no model."""

    name = "entry"
