"""Three sheets of paper: any two bring the secrets back, one says nothing, a slip of the pen is found."""

import itertools
from pathlib import Path

import pytest

from deploy import recovery_sheets
from deploy.recovery_sheets import Unreadable, join, split

SECRETS = {"field_encryption_key": "bmV3,b2xk\n", "audit_key": "Ключ with any letters\n"}


@pytest.fixture
def sheets(tmp_path: Path) -> list[Path]:
    files = []
    for name, text in SECRETS.items():
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return split(files, tmp_path / "sheets")


@pytest.mark.parametrize("two", [*itertools.permutations(range(3), 2)])
def test_any_two_bring_the_secrets_back(sheets: list[Path], tmp_path: Path, two: tuple[int, int]) -> None:
    written = join([sheets[place] for place in two], tmp_path / "back")
    assert {file.name: file.read_text(encoding="utf-8") for file in written} == SECRETS
    assert {oct(file.stat().st_mode & 0o777) for file in [*written, *sheets]} == {"0o600"}


def test_one_says_nothing(sheets: list[Path], tmp_path: Path) -> None:
    text = sheets[0].read_text()
    assert not [secret for secret in SECRETS.values() if secret.strip() in text]
    with pytest.raises(Unreadable, match="2 different sheets"):
        join([sheets[0], sheets[0]], tmp_path / "back")
    shares = {recovery_sheets._read(sheet)[2] for sheet in sheets}
    assert len(shares) == 3


def test_a_sheet_typed_from_paper_is_read(sheets: list[Path], tmp_path: Path) -> None:
    for sheet in sheets:
        typed = sheet.read_text().splitlines()
        sheet.write_text("\n".join([typed[0], *(line.lower().replace("  ", " ") for line in typed[4:])]))
    assert len(join(sheets[1:], tmp_path / "back")) == 2


def test_a_slip_of_the_pen_is_found_with_its_line(sheets: list[Path], tmp_path: Path) -> None:
    lines = sheets[0].read_text().splitlines()
    at = len(lines) - 2
    place, letter = lines[at].split()[0], lines[at][5]
    lines[at] = lines[at][:5] + ("A" if letter != "A" else "B") + lines[at][6:]
    sheets[0].write_text("\n".join(lines))
    with pytest.raises(Unreadable, match=f"Line {int(place)} of sheet-1.txt"):
        join(sheets[:2], tmp_path / "back")


def test_sheets_of_two_sets_do_not_mix(sheets: list[Path], tmp_path: Path) -> None:
    others = split([tmp_path / "audit_key"], tmp_path / "others")
    with pytest.raises(Unreadable, match="not of one set"):
        join([sheets[0], others[1]], tmp_path / "back")


def test_a_share_that_is_not_genuine_opens_nothing(sheets: list[Path], tmp_path: Path) -> None:
    number, _name, share, rest = recovery_sheets._read(sheets[0])
    head = sheets[0].read_text().splitlines(keepends=True)[:4]
    forged = bytes([share[0] ^ 1]) + share[1:]
    sheets[0].write_text("".join(head) + recovery_sheets._lines(forged + rest))
    with pytest.raises(Unreadable, match="not genuine"):
        join(sheets[:2], tmp_path / "back")
    assert number == 1


def test_nothing_is_overwritten(
    sheets: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recovery_sheets.main(["join", str(tmp_path), *map(str, sheets[:2])]) == 1
    assert "exists" in capsys.readouterr().err
    assert (tmp_path / "audit_key").read_text(encoding="utf-8") == SECRETS["audit_key"]


def test_what_to_do_must_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert recovery_sheets.main(["join", "here"]) == 2
    assert "split FOLDER FILE" in capsys.readouterr().out
