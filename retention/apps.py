from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long what is kept, what holds it, and how it is erased; what stays of a person who wants nothing."""

    name = "retention"

    def ready(self) -> None:
        from audit import kinds
        from retention import checks, receivers  # noqa: F401  registers the check, connects the signals
        from retention.presenters import SENTENCES

        kinds.declare(SENTENCES)
