from django.apps import AppConfig


class WallConfig(AppConfig):
    """The second wall around the cases: the database shows an organisation its own, whatever a query forgot."""

    name = "wall"
