from django.apps import AppConfig


class RightsConfig(AppConfig):
    """What a person may ask for: who sees their case, a copy, a correction, a restriction, a complaint."""

    name = "rights"

    def ready(self) -> None:
        from audit import kinds
        from rights import receivers  # noqa: F401  connects the signals
        from rights.presenters import SENTENCES

        kinds.declare(SENTENCES)
