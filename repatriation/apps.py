from django.apps import AppConfig


class RepatriationConfig(AppConfig):
    """Voluntary return: the wish, the risk, the way home and the time after it."""

    name = "repatriation"

    def ready(self) -> None:
        from audit import kinds
        from repatriation import receivers  # noqa: F401  connects the signals
        from repatriation.presenters import SENTENCES

        kinds.declare(SENTENCES)
