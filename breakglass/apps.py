from django.apps import AppConfig


class BreakGlassConfig(AppConfig):
    """Looking at a case in an emergency, and the review of it."""

    name = "breakglass"

    def ready(self) -> None:
        from audit import kinds
        from breakglass.presenters import SENTENCES

        kinds.declare(SENTENCES)
