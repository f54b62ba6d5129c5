"""Sound recordings: looked at frame by frame and box by box; what tells of place, device or owner is emptied."""

import struct
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from entry.files.refusal import DAMAGED, NotAccepted, refuse_if

NOT_SOUND = _("This is not a sound recording alone: films and other contents are not taken.")
BRANDS = (b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"3gp4", b"3gp5")
TOP = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"udta", b"meta", b"uuid")
HOLDING = (b"moov", b"trak", b"mdia")
EMPTIED = (b"udta", b"meta", b"uuid")
DEEPEST = 4
# Kilobits a second, by row of the header: MPEG 1 layer III, and MPEG 2 and 2.5 layer III.
RATES = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
FEWEST_FRAMES = 3
TAG, APE = 128, 32


def looks_like_m4a(content: bytes) -> bool:
    return content[4:8] == b"ftyp"


def looks_like_mp3(content: bytes) -> bool:
    return content.startswith(b"ID3") or (len(content) > 3 and _frame(content, 0) > 0)


def mp3(content: bytes) -> bytes:
    """Return the frames of sound alone: titles, comments and pictures before and after are cut off."""
    start, end = _after_tags(content), _before_tags(content)
    at, frames = start, 0
    while at < end:
        size = _frame(content, at)
        if not size:
            break
        at, frames = at + size, frames + 1
    rest = content[at:end].strip(b"\0")
    refuse_if(frames < FEWEST_FRAMES or at > end or rest, DAMAGED)
    return content[start:at]


def m4a(content: bytes) -> bytes:
    """Return the recording; its boxes of words are emptied in place, so that the sound stays where it was."""
    refuse_if(content[8:12] not in BRANDS, NOT_SOUND)
    kept = bytearray(content)
    kinds = {kind for kind, _at, _end in _boxes(kept, 0, len(kept))}
    refuse_if(not kinds <= set(TOP) or not {b"moov", b"mdat"} <= kinds, NOT_SOUND)
    sounds = _emptied(kept, 0, len(kept), 0)
    refuse_if(not sounds, NOT_SOUND)
    return bytes(kept)


def _emptied(kept: bytearray, start: int, end: int, depth: int) -> int:
    """Empty every box of words below here and return how many tracks of sound there are; NotAccepted for others."""
    sounds = 0
    refuse_if(depth > DEEPEST, DAMAGED)
    for kind, at, after in list(_boxes(kept, start, end)):
        if kind in EMPTIED or kind in (b"free", b"skip", b"wide"):
            kept[at - 4 : at] = b"free"
            kept[at:after] = bytes(after - at)
        elif kind == b"hdlr":
            refuse_if(kept[at + 8 : at + 12] != b"soun", NOT_SOUND)
            kept[at + 24 : after] = bytes(max(after - at - 24, 0))  # a name of the device or program
            sounds += 1
        elif kind in HOLDING:
            sounds += _emptied(kept, at, after, depth + 1)
    return sounds


def _boxes(content: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield (kind, where its contents begin, where it ends); they fill the room to the last byte."""
    while start < end:
        size, kind = struct.unpack_from(">I4s", content, start)
        head = 8
        if size == 1 and kind == b"mdat":
            size, head = struct.unpack_from(">Q", content, start + 8)[0], 16
        refuse_if(size < head or start + size > end, DAMAGED)
        yield kind, start + head, start + size
        start += size


def _frame(content: bytes, at: int) -> int:
    """Return the length of the frame of layer III that begins here; 0 where none does."""
    if at + 4 > len(content):
        return 0
    head = int.from_bytes(content[at : at + 4], "big")
    version, layer = head >> 19 & 3, head >> 17 & 3
    rate, sample, padding = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    if head >> 21 != 0x7FF or version == 1 or layer != 1 or rate in (0, 15) or sample == 3:
        return 0
    factor = 144 if version == 3 else 72
    return factor * RATES[version == 3][rate] * 1000 // SAMPLES[version][sample] + padding


def _after_tags(content: bytes) -> int:
    at = 0
    while content[at : at + 3] == b"ID3":
        if len(content) < at + 10 or any(byte > 127 for byte in content[at + 6 : at + 10]):
            raise NotAccepted(DAMAGED)
        size = 0
        for byte in content[at + 6 : at + 10]:
            size = size << 7 | byte
        at += 10 + size + (10 if content[at + 5] & 0x10 else 0)
    while at < len(content) and content[at] == 0:  # room that some programs leave after their tag
        at += 1
    return at


def _before_tags(content: bytes) -> int:
    end = len(content)
    if content[end - TAG : end - TAG + 3] == b"TAG":
        end -= TAG
    if content[end - APE : end - APE + 8] == b"APETAGEX":
        size, _items, flags = struct.unpack_from("<III", content, end - APE + 12)
        end -= size + (APE if flags & 0x80000000 else 0)
    return max(end, 0)
