from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Papers in the person's language: which languages, what each says, and who answers for a translation."""

    name = "papers"

    def ready(self) -> None:
        from audit import kinds
        from papers.presenters import SENTENCES

        kinds.declare(SENTENCES)
