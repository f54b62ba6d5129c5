"""How large a file may be."""

from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20 * 1024 * 1024
TOO_LARGE = _("This file is larger than 20 MB. Make it smaller, or add it in parts.")
