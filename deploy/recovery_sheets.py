#!/usr/bin/env python3
"""Secrets on paper: three sheets for three people, any two of which bring the secrets back. One alone says nothing.

    python deploy/recovery_sheets.py split FOLDER FILE…    write sheet-1.txt, sheet-2.txt and sheet-3.txt
    python deploy/recovery_sheets.py join FOLDER SHEET SHEET    write the files again, into a folder

Run it on a machine without a network, print the sheets, and destroy the files. It needs no database and no settings.
docs/keys.md says who keeps the sheets and when they are made anew.
"""

import base64
import binascii
import json
import os
import re
import secrets
import sys
from pathlib import Path

from Crypto.Protocol.SecretSharing import Shamir
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NEEDED, SHEETS = 2, 3
GROUP, GROUPS, CHECK = 4, 6, 4  # letters of a group, groups of a line, letters of a line's check
KEY_BYTES, NONCE_BYTES = 16, 12
HEAD = """Safe Passage: recovery sheet {number} of {sheets}, set {name}
Any {needed} sheets of this set bring the secrets back: {files}.
Keep it sealed, apart from the others and from every backup. docs/keys.md says how it is used.
Each line ends with its own check of four letters, so that a slip of the pen is found.
"""


class Unreadable(ValueError):
    """The sheets cannot be joined; the message says why."""


def split(files: list[Path], folder: Path) -> list[Path]:
    """Return the sheets written: a random key is shared, and what it encrypts stands on every sheet."""
    key, nonce, name = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(NONCE_BYTES), secrets.token_hex(4)
    inside = json.dumps({file.name: file.read_text(encoding="utf-8") for file in files}).encode()
    sealed = AESGCM(key).encrypt(nonce, inside, name.encode())
    told = HEAD.format(
        number="{number}", sheets=SHEETS, name=name, needed=NEEDED, files=", ".join(one.name for one in files)
    )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [
        _keep(folder / f"sheet-{number}.txt", told.format(number=number) + _lines(share + nonce + sealed))
        for number, share in Shamir.split(NEEDED, SHEETS, key)
    ]


def join(sheets: list[Path], folder: Path) -> list[Path]:
    """Return the files written again from two sheets of one set; Unreadable says what is wrong with them."""
    read = [_read(sheet) for sheet in sheets]
    if len({(name, rest) for _number, name, _share, rest in read}) != 1:
        raise Unreadable("These sheets are not of one set, or one was copied wrongly.")
    if len({number for number, *_others in read}) != NEEDED:
        raise Unreadable(f"{NEEDED} different sheets are needed.")
    _number, name, _share, rest = read[0]
    key = Shamir.combine([(number, share) for number, _name, share, _rest in read])
    try:
        inside = json.loads(AESGCM(key).decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], name.encode()))
    except InvalidTag:
        raise Unreadable("The sheets do not open: one of them is not genuine.") from None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return [_keep(folder / Path(file).name, text) for file, text in inside.items()]


def _lines(content: bytes) -> str:
    """Write the bytes in groups of letters and digits that cannot be mistaken for one another (base32)."""
    letters = base64.b32encode(content).decode().rstrip("=")
    width = GROUP * GROUPS
    rows = [letters[start : start + width] for start in range(0, len(letters), width)]
    return "".join(
        f"{place:02}  {_grouped(row)}  {_check(place, row)}\n" for place, row in enumerate(rows, start=1)
    )


def _grouped(row: str) -> str:
    return " ".join(row[start : start + GROUP] for start in range(0, len(row), GROUP))


def _check(place: int, row: str) -> str:
    return base64.b32encode(binascii.crc32(f"{place}{row}".encode()).to_bytes(4)).decode()[:CHECK]


def _read(sheet: Path) -> tuple[int, str, bytes, bytes]:
    """Return number, set, share and the rest of a sheet, as printed or as typed from paper."""
    text = sheet.read_text(encoding="utf-8")
    head = re.search(r"sheet (\d) of \d, set ([0-9a-f]{8})", text)
    if not head:
        raise Unreadable(f"{sheet.name} is not a recovery sheet: its first line is missing.")
    rows = [line.upper().split() for line in text.splitlines() if re.match(r"\d\d ", line.strip())]
    letters = "".join(_row(sheet, place, words) for place, words in enumerate(rows, start=1))
    content = base64.b32decode(letters + "=" * (-len(letters) % 8))
    return int(head[1]), head[2], content[:KEY_BYTES], content[KEY_BYTES:]


def _row(sheet: Path, place: int, words: list[str]) -> str:
    row = "".join(words[1:-1])
    if int(words[0]) != place or _check(place, row) != words[-1]:
        raise Unreadable(f"Line {place} of {sheet.name} was copied wrongly.")
    return row


def _keep(path: Path, text: str) -> Path:
    """Create a file that only its owner can read; one that is there already is an error."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    return path


def main(words: list[str]) -> int:
    """Return 0 when the files are written, 1 when they cannot be, 2 when nobody said what to do."""
    if (
        len(words) < 3
        or words[0] not in ("split", "join")
        or (words[0] == "join" and len(words) != 2 + NEEDED)
    ):
        print(__doc__)
        return 2
    act = split if words[0] == "split" else join
    try:
        written = act([Path(word) for word in words[2:]], Path(words[1]))
    except (Unreadable, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Wrote {', '.join(map(str, written))}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
