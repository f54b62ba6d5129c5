from django.apps import AppConfig


class OutletConfig(AppConfig):
    """What leaves the product: files, papers and mails. Knows no model, and nobody's rights."""

    name = "outlet"

    def ready(self) -> None:
        from audit import kinds
        from outlet.mail import SENTENCES

        kinds.declare(SENTENCES)
