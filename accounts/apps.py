from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, memberships, roles, the actor."""

    name = "accounts"

    def ready(self) -> None:
        from accounts import checks, receivers  # noqa: F401  registers the check, connects the signals
        from accounts.factors import receivers as factors  # noqa: F401
        from accounts.presenters import SENTENCES
        from audit import kinds

        kinds.declare(SENTENCES)
