"""News for the rooms above: sent inside the transaction that ends the consent."""

from django.dispatch import Signal

# A basis is gone: withdrawn, expired, or its legal ground ended. Arguments: consent, by.
consent_withdrawn = Signal()
# "What becomes of yours when these are taken back?" Arguments: case, consents. A receiver answers a list of `Effect`,
# found by the very query by which it acts on `consent_withdrawn`.
effects_asked = Signal()
