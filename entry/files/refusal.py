"""Why a file is not taken."""

from django.utils.translation import gettext_lazy as _

UNKNOWN = _(
    "This kind of file is not taken. Add a PDF, a JPEG or PNG picture, plain text, a Word document (DOCX), "
    "or a sound recording (M4A, MP3). Archives and programs are never taken."
)
DAMAGED = _("This file is damaged or incomplete, so it cannot be checked. Make it anew and try again.")


class NotAccepted(Exception):
    """The file is refused; `sentence` tells the person why."""

    def __init__(self, sentence: object) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


def refuse_if(found: object, sentence: object) -> None:
    """Raise NotAccepted with this sentence where something was found."""
    if found:
        raise NotAccepted(sentence)
