from django.apps import AppConfig


class ReferralConfig(AppConfig):
    """The service directory and referrals."""

    name = "referral"

    def ready(self) -> None:
        from audit import kinds
        from referral import receivers  # noqa: F401  connects the signals
        from referral.presenters import SENTENCES

        kinds.declare(SENTENCES)
