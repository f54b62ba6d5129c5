from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log: imports nothing of ours."""

    name = "audit"
