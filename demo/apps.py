from django.apps import AppConfig


class DemoConfig(AppConfig):
    """An invented country and its neighbours, for trying things out. Installed outside production only."""

    name = "demo"
