from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Consents, legal grounds, and the one question: is there a basis?"""

    name = "consent"

    def ready(self) -> None:
        from audit import kinds
        from consent import receivers  # noqa: F401  connects the signals
        from consent.presenters import SENTENCES

        kinds.declare(SENTENCES)
