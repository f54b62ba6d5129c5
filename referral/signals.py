"""News for the rooms above: sent inside the transaction that takes a referral back."""

from django.dispatch import Signal

# What was accepted is revoked: what rested on it is halted. Arguments: referral, by.
referral_revoked = Signal()
