from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Practising to screen, with invented people. Nothing of it touches a case."""

    name = "practice"

    def ready(self) -> None:
        from audit import kinds
        from practice.presenters import SENTENCES

        kinds.declare(SENTENCES)
