from django.apps import AppConfig


class ContactConfig(AppConfig):
    """How a person is reached without danger to them. The product itself calls and writes to nobody."""

    name = "contact"

    def ready(self) -> None:
        from audit import kinds
        from contact import receivers  # noqa: F401
        from contact.presenters import SENTENCES

        kinds.declare(SENTENCES)
