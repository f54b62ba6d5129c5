from django.apps import AppConfig


class IdentificationConfig(AppConfig):
    """Case, person, screening, decision, who may see the case."""

    name = "identification"

    def ready(self) -> None:
        from django.urls import register_converter

        from audit import kinds
        from identification.numbers import NumberConverter
        from identification.presenters import SENTENCES

        kinds.declare(SENTENCES)
        register_converter(NumberConverter, "case")
