from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages that put the rooms together: today, the case, the trail, oversight."""

    name = "desk"

    def ready(self) -> None:
        from audit import kinds
        from audit.presenters import declare_words
        from desk.presenters import SENTENCES
        from desk.words import InWords

        kinds.declare(SENTENCES)
        declare_words(InWords)
