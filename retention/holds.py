"""What holds a case: asked by every page that shows it. `identification.holds` puts the answers together."""

from identification.holds import Hold, held
from retention.models import LegalHold

__all__ = ["held", "placed"]


def placed(hold: LegalHold) -> Hold:
    """Return a hold as the other rooms know it: by who asks for it, never why."""
    return Hold(hold.get_held_for_display(), hold.until, outlasts=True)
