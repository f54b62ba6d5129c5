"""What a referral asks of the rooms above it, and tells them."""

from django.dispatch import Signal

# What was accepted is revoked: what rested on it is halted. Arguments: referral, by.
referral_revoked = Signal()
# "What may be begun on this accepted referral?" Arguments: referral, by. A receiver answers steps, or none.
beginnings_asked = Signal()
