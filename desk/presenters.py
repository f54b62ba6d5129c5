"""How the desk's own looks are told."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "home.view": _("looked at what waits today"),
    "oversight.view": _("looked at what the organisation's people did"),
    "timeline.view": _("looked at the timeline"),
    "looks.view": _("looked at who looked at the case"),
}
