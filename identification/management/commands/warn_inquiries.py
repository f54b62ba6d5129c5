"""Tell the case managers who owe a competent authority an answer in the next days."""

from collections.abc import Iterable

from accounts.actors import Actor
from identification.inquiries.actions import warn
from identification.models import Inquiry
from workflow.clock import ExpireCommand


class Command(ExpireCommand):
    """Each is told once, through the gate; the clock itself ends nothing."""

    help = "Warn of the authorities' questions that are due within two days. Run it every morning."
    done = "warned"

    def over(self) -> Iterable[Inquiry]:
        return Inquiry.objects.due_soon().select_related("case")

    def expire(self, row: Inquiry, by: Actor) -> Inquiry:
        return warn(inquiry=row, by=by)
