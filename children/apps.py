from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """What a child has beside an adult: somebody who acts for them, best interests, child protection, the doubt."""

    name = "children"

    def ready(self) -> None:
        from audit import kinds
        from children import receivers  # noqa: F401  connects the signals
        from children.presenters import SENTENCES

        kinds.declare(SENTENCES)
