from django.apps import AppConfig


class SheltersConfig(AppConfig):
    """Shelters, their beds, and who stays where."""

    name = "shelters"

    def ready(self) -> None:
        from audit import kinds
        from shelters import receivers  # noqa: F401  connects the signals
        from shelters.presenters import SENTENCES

        kinds.declare(SENTENCES)
