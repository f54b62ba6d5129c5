"""Letters joined and put in the order in which they are drawn, from left to right, line by line (UAX #9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import bidirectional, category, normalize

from arabic_reshaper import ArabicReshaper
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection

LEFT_TO_RIGHT, RIGHT_TO_LEFT = TextDirection.LTR, TextDirection.RTL
# A number of a case, a telephone, an article: read from left to right in any text.
NUMBER = re.compile(
    r"(?<!\w)[+]?(?=[A-Z]*[0-9]|[A-Z]+[-/ ][0-9])[0-9A-Z]++(?:[-/.: ](?=[A-Z]*[0-9])[0-9A-Z]++)*(?!\w)"
)
STRONG = {"L", "R", "AL"}
MOST_SIGNS = 200
RIGHT_TO_LEFT_KINDS = {"R", "AL", "AN"}
MIRRORED = dict(zip("()[]{}«»‹›<>", ")(][}{»«›‹><", strict=True))


@dataclass(frozen=True)
class Letter:
    """A letter as it is drawn, and how deep it is embedded: odd is from right to left."""

    shape: str
    level: int


Line = list[Letter]


def apart(value: object) -> str:
    """Return a value to be put into a sentence, so that its direction does not disturb that of the sentence."""
    return f"\u2068{value}\u2069"


def direction_of(words: str) -> TextDirection:
    """Return the direction of the first letter that has one."""
    strong = (kind for kind in map(bidirectional, words) if kind in STRONG)
    return LEFT_TO_RIGHT if next(strong, "L") == "L" else RIGHT_TO_LEFT


def letters(words: str, base: TextDirection) -> Line:
    """Return the letters of a paragraph in the order of reading, joined, each with its level."""
    plain = " ".join(normalize("NFC", words).split())
    if base == RIGHT_TO_LEFT:
        plain = NUMBER.sub(_whole, plain)
    elif not RIGHT_TO_LEFT_KINDS & set(map(bidirectional, plain)):
        return [Letter(one, 0) for one in plain if category(one) != "Cf"]
    return [
        Letter(one.character, one.embedding_level)
        for piece in _pieces(_shaper().reshape(plain))
        for one in BidiParagraph(piece, base_direction=base).characters
        if category(one.character) != "Cf"
    ]


def _pieces(plain: str) -> Iterator[str]:
    """Yield the text, cut where many signs in a row are no letters: the library looks for the next one by recursion."""
    start = signs = 0
    for place, one in enumerate(plain):
        signs = 0 if bidirectional(one) in STRONG else signs + 1
        if signs == MOST_SIGNS:
            yield plain[start:place]
            start, signs = place, 0
    yield plain[start:]


def _whole(number: re.Match[str]) -> str:
    """Return a number kept apart from the sentence, and on one line."""
    kept = number.group().replace(" ", "\u00a0")
    return f"\u2066{kept}\u2069"


def drawn(line: Line) -> str:
    """Return the shapes of a line from left to right: what is embedded is turned, and its brackets with it (L2, L4)."""
    turned, odd = list(line), [one.level for one in line if one.level % 2]
    deepest = max((one.level for one in line), default=0)
    for level in range(deepest, min(odd, default=deepest + 1) - 1, -1):
        turned = _turned(turned, level)
    return "".join(MIRRORED.get(one.shape, one.shape) if one.level % 2 else one.shape for one in turned)


def _turned(line: Line, level: int) -> Line:
    """Return the line with each run at this level or deeper turned around."""
    done: Line = []
    run: Line = []
    for one in line:
        if one.level >= level:
            run.append(one)
        else:
            done += [*reversed(run), one]
            run = []
    return [*done, *reversed(run)]


@cache
def _shaper() -> ArabicReshaper:
    # Lam and alef are always written as one; the other ligatures are a matter of taste.
    taste = {"delete_harakat": False, "ARABIC LIGATURE ALLAH": False}
    return ArabicReshaper({**taste, "use_unshaped_instead_of_isolated": True})
