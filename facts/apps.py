from django.apps import AppConfig


class FactsConfig(AppConfig):
    """What happened to the person, in the words of the field's data standard, and who is alleged to have done it."""

    name = "facts"

    def ready(self) -> None:
        from audit import kinds
        from facts.presenters import SENTENCES

        kinds.declare(SENTENCES)
