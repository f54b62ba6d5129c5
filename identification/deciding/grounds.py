"""The grounds of a decision or vote, as the definition of trafficking is built: act, means and purpose.

The headings stand on pages and on the letter to the person.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

ACT, MEANS, PURPOSE = _("What was done"), _("By what means"), _("For what purpose")
MORE = _("Further grounds")


@dataclass(frozen=True)
class Grounds:
    """What is written of each element, and what else there is to say. Of a child, no means are asked for."""

    act: str
    purpose: str
    means: str = ""
    text: str = ""

    def parts(self) -> list[tuple[str, str]]:
        """Return what was written, each under its heading; a text that stands alone needs none."""
        named = [(ACT, self.act), (MEANS, self.means), (PURPOSE, self.purpose)]
        told = [(str(heading), written) for heading, written in named if written]
        more = [(str(MORE) if told else "", self.text)] if self.text else []
        return told + more
