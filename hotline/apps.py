from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """Calls to a hotline, without a name."""

    name = "hotline"

    def ready(self) -> None:
        from audit import kinds
        from hotline.presenters import SENTENCES

        kinds.declare(SENTENCES)
