from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages that put the rooms together: today, the case, the trail, oversight."""

    name = "desk"

    def ready(self) -> None:
        from audit import kinds
        from desk.presenters import SENTENCES

        kinds.declare(SENTENCES)
