"""News for the rooms above: sent inside the transaction that ends the consent."""

from django.dispatch import Signal

# A basis is gone: withdrawn, expired, or its legal ground ended. Arguments: consent, by.
consent_withdrawn = Signal()
# The person asked that a data set, or all ("") of a case, is kept and not used. Arguments: case, data, by.
use_suspended = Signal()
