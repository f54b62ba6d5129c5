from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    """Case, person, screening, decision, who may see the case."""

    name = "identification"

    def ready(self) -> None:
        from django.urls import register_converter

        from audit import kinds
        from encryption import indexes
        from identification import checks, rekeying  # noqa: F401  registers the check
        from identification.numbers import NumberConverter
        from identification.presenters import SENTENCES

        kinds.declare(SENTENCES)
        indexes.declare("identities", rekeying.rebuild_marks)
        register_converter(NumberConverter, "case")
