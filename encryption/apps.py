from django.apps import AppConfig


class EncryptionConfig(AppConfig):
    """Sealed fields and the keys of the cases."""

    name = "encryption"
