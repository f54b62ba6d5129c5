"""One form for the many spellings of a name: Latin, Cyrillic, Armenian or Georgian, by ear, by passport, by habit.

`skeletons` is coarse, for the index: consonants in eight classes, no vowels. `are_alike` looks closer, at names
that were opened. The fold table is ours; what it is for and what it leaves out stands in ADR 13. Nothing here
remembers a name.
"""

import re
import unicodedata
from itertools import combinations, product

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

# Letters that lose their sound when their marks are taken off, and one pair that anyascii spells letter by letter.
SOUNDS = {"ț": "ts", "ţ": "ts", "ș": "sh", "ş": "sh", "ç": "ch", "č": "ch", "š": "sh", "ž": "zh", "ու": "u"}
# Words that stand beside a name and are as often left out.
BESIDE = {
    "ogly",
    "oglu",
    "oghlu",
    "kyzy",
    "kizi",
    "qizi",
    "gyzy",
    "uly",
    "de",
    "van",
    "von",
    "der",
    "bin",
    "bint",
}
MOST_WORDS = 5
VOWEL = "a"
# Groups of letters, and the class of each. "h" and "kh" are left out like vowels: as many write them as do not.
CLASSES = {
    **dict.fromkeys(("schtsch", "shch", "tsch", "tch", "sch", "dzh", "dsh", "cz", "sz"), "s"),
    **dict.fromkeys(("ts", "tz", "dz", "dj", "ch", "sh", "zh", "s", "z", "j"), "s"),
    **dict.fromkeys(("kh", "h"), VOWEL),
    "ph": "f",
    "x": "ks",
    "ck": "k",
    "gh": "k",
    "m": "m",
    "n": "n",
    "l": "l",
    "r": "r",
    **dict.fromkeys(("c", "k", "q", "g"), "k"),
    **dict.fromkeys(("f", "v", "w"), "f"),
    **dict.fromkeys(("b", "p"), "p"),
    **dict.fromkeys(("d", "t"), "t"),
}
GROUPS = re.compile("|".join(sorted(CLASSES, key=len, reverse=True)) + "|.")
SOFT_C = re.compile("c(?=[eiy])")
# What a group may also stand for, in another country's spelling; each is tried alone.
OTHERWISE = (
    (re.compile("j"), "y"),  # Julia, Yuliya
    (re.compile("g(?!h)|gh"), "h"),  # Oleg, Oleh
    (re.compile("g(?=[eiy])"), "zh"),  # Angela, Anzhela
    (re.compile("kh"), "k"),  # Khachatryan, Kachatryan
    (re.compile("(?<![sct])ch"), "k"),  # Christina, Kristina; Chiriac, Kiriak
    (re.compile("(?<![sct])ch"), "h"),  # Michail, Mihail
    (re.compile("^[kqc](?!h)"), "h"),  # Kristina, Hristina
    (re.compile("c(?![eiyhkz])"), "s"),  # Məcid, Mejid
    (re.compile("^c(?![eiyhkz])"), "s"),  # Curcanu, Tsurkanu
    (re.compile("t[sz]"), "t"),  # Tsurkan, Turcan
    (re.compile("t(?=s?ch)"), "ta"),  # Mkrtchyan, Mgrdichian
    (re.compile("x"), "h"),  # Xachatryan, Khachatryan
)
# Names that are spelled by a whole other ear.
ROOTS = (
    (re.compile("^(hovh|ovh|hov|ov|hog|og|hoh|oh)an"), "ovan"),
    (re.compile("^(y?e|ie)u(?=[gdf])"), "ev"),
    (re.compile("^mi(k|h|kh|ch)a[iy]$"), "mihail"),
)
# In the closer look: how alike two words must be, from 0 to 1.
ALIKE = 0.65


def words(name: str) -> list[str]:
    """Return the words of a name in plain Latin letters, without what is as often left out."""
    text = unicodedata.normalize("NFC", name).casefold()
    for letters, sound in SOUNDS.items():
        text = text.replace(letters, sound)
    latin = re.sub(r"['’ʼ`]", "", anyascii(text).lower())
    found = [_root(word) for word in re.findall("[a-z]+", latin)]
    return [word for word in found if word not in BESIDE][:MOST_WORDS]


def skeletons(name: str) -> set[str]:
    """Return what a name is found by: each pair of its words, in any order, by their consonants."""
    known = [_skeletons_of(word) for word in words(name)]
    if len(known) == 1:
        return known[0]
    pairs = combinations(known, 2)
    return {" ".join(sorted(both)) for one, other in pairs for both in product(one, other)}


def are_alike(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: two words of each sound alike, or the only one does."""
    few, many = sorted((list(map(_heard, words(name))) for name in (one, other)), key=len)
    return bool(few) and _alike_words(few, many) >= min(2, len(few))


def _alike_words(few: list[str], many: list[str]) -> int:
    """Return how many of the few words have a word of their own among the many that sounds like them."""
    left, count = list(many), 0
    for word in few:
        best = max(left, key=lambda other: JaroWinkler.similarity(word, other), default="")
        if best and JaroWinkler.similarity(word, best) >= ALIKE:
            left.remove(best)
            count += 1
    return count


def _skeletons_of(word: str) -> set[str]:
    spellings = {word, *(pattern.sub(other, word) for pattern, other in OTHERWISE)}
    return {_skeleton(one) for one in spellings}


def _skeleton(word: str) -> str:
    """Return the classes of a word's consonants, each run of one class once; of vowels alone, one vowel."""
    groups = GROUPS.findall(SOFT_C.sub("ch", word))
    classes = _run_once("".join(CLASSES.get(group, VOWEL) for group in groups))
    return classes.replace(VOWEL, "") or VOWEL


def _heard(word: str) -> str:
    """Return a word with its vowels, in the letters that the fold leaves."""
    groups = GROUPS.findall(SOFT_C.sub("ch", word))
    return _run_once("".join(_letter(group) for group in groups))


def _letter(group: str) -> str:
    known = CLASSES.get(group, "")
    return "" if known == VOWEL else known or {"y": "i", "o": "a"}.get(group, group)


def _run_once(text: str) -> str:
    return re.sub(r"(.)\1+", r"\1", text)


def _root(word: str) -> str:
    for pattern, root in ROOTS:
        word = pattern.sub(root, word)
    return word
