"""Which kinds of event there are, each with the sentence that tells it."""

from collections.abc import Mapping

# gettext_lazy gives a promise that becomes text in the reader's language.
_sentences: dict[str, object] = {}


def declare(sentences: Mapping[str, object]) -> None:
    """Make these kinds known. A kind is told in one way only: a second, different one raises ValueError."""
    for kind, sentence in sentences.items():
        if _sentences.setdefault(kind, sentence) != sentence:
            raise ValueError(f"{kind} has a sentence already")


def sentence_of(kind: str) -> object:
    """Return the sentence of a kind; KeyError for one that nobody declared."""
    return _sentences[kind]


def known() -> list[str]:
    """Return every declared kind, sorted."""
    return sorted(_sentences)
