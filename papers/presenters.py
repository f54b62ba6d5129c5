"""How translations are told: each language, what it says, and who answers for it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from entry.paper import FROM_THE_RIGHT
from papers.catalogues import sentences
from papers.languages import SOURCE, Language, named
from papers.models import TranslationSignOff

SENTENCES = {
    "paper.sign": _("signed the translation of the papers off"),
    "paper.revoke": _("took back the sign-off of a translation"),
}
# What is filled in when a paper is printed, shown by its name.
HOLE = re.compile(r"%\((\w+)\)[sd]")


@dataclass(frozen=True)
class Translation:
    """One language of the papers, and the sign-offs of it."""

    code: str
    language: Language
    sign_offs: list[TranslationSignOff]

    @property
    def is_unchecked(self) -> bool:
        """Whether nobody answers for the text of today."""
        return not any(one.counts for one in self.sign_offs)

    @property
    def chip(self) -> dict[str, str]:
        """The mark of a translation, as chips are drawn."""
        if self.is_unchecked:
            return {"word": gettext("Machine-made"), "tone": "waiting", "icon": "warning"}
        return {"word": gettext("Checked"), "tone": "good", "icon": "check"}

    @property
    def direction(self) -> str:
        """The direction in which a browser shows the language."""
        return "rtl" if self.code in FROM_THE_RIGHT else "ltr"


def translations(rows: list[TranslationSignOff]) -> list[Translation]:
    """Return every language but the source, with the sign-offs among these rows."""
    return [
        Translation(code, language, [one for one in rows if one.language == code])
        for code, language in named()
        if code != SOURCE
    ]


def lines(code: str) -> list[tuple[list[str], list[str]]]:
    """Return each sentence and its translation, in the order of the alphabet."""
    return [
        ([HOLE.sub(r"[\1]", one) for one in sentence], [HOLE.sub(r"[\1]", one) for one in said])
        for sentence, said in sorted(sentences(code).items())
    ]
