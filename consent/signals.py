"""News for the rooms above: sent inside the transaction that ends the consent."""

from django.dispatch import Signal

# A basis is gone: withdrawn, expired, or its legal ground ended. Arguments: consent, by.
consent_withdrawn = Signal()
