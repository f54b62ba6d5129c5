from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """People who were met together, at one place."""

    name = "groups"

    def ready(self) -> None:
        from audit import kinds
        from groups.presenters import SENTENCES

        kinds.declare(SENTENCES)
