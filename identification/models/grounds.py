"""What a decision and a vote have in common: grounds, each part of them sealed."""

from encryption.fields import SealedTextField
from identification.deciding.grounds import Grounds
from workflow.models import Guarded


class Grounded(Guarded):
    """A row with grounds. Those from before they had a structure are one text."""

    act = SealedTextField(null=True, blank=True)
    means = SealedTextField(null=True, blank=True)
    purpose = SealedTextField(null=True, blank=True)
    grounds = SealedTextField()

    class Meta:
        abstract = True

    def write(self, grounds: Grounds) -> None:
        """The row holds these grounds, not yet saved."""
        self.act, self.means, self.purpose = grounds.act, grounds.means or None, grounds.purpose
        self.grounds = grounds.text

    @property
    def written(self) -> Grounds:
        """The grounds as they were written."""
        return Grounds(self.act or "", self.purpose or "", self.means or "", self.grounds)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What was written, each part with its heading."""
        return self.written.parts()
