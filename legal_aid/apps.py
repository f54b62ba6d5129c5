from django.apps import AppConfig


class LegalAidConfig(AppConfig):
    """Legal matters, their hearings and deadlines."""

    name = "legal_aid"

    def ready(self) -> None:
        from audit import kinds
        from legal_aid import receivers  # noqa: F401  connects the signals
        from legal_aid.presenters import SENTENCES

        kinds.declare(SENTENCES)
