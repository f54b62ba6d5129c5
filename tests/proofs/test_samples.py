"""A small sample of each long proof; `python3 run.py prove` runs them in full."""

import json
from math import inf
from pathlib import Path

import pytest

from proofs import (
    binding,
    canaries,
    consent_race,
    consent_walk,
    disclosure,
    erasure,
    evidence,
    group_screening,
    guessing,
    log,
    races,
    rotation,
    screening_rule,
    second_wall,
    uploads,
    walks,
)
from proofs.__main__ import PROOFS, main
from proofs.result import Found, Result
from tests.cast import Cast

SEED = 7
SEVERAL = frozenset(
    {"case", "identity", "case_consents", "referral", "referral_step", "cases", "consent_form"}
)


def test_walks(committed_cast: Cast) -> None:
    planted = ("the gate forgets its event",)
    result = walks.prove(committed_cast, steps=150, steps_to_find=100, planted=planted, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_races(committed_cast: Cast) -> None:
    result = races.prove(committed_cast, withdrawals=6, acceptances=4, tries_to_find=60, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_consent_walk(committed_cast: Cast) -> None:
    """Only a walk on which people agree finds that a no was written down as a yes."""
    planted = ("a no is written down as a yes",)
    asked = {"steps": 40, "pages": 6, "steps_to_find": 600, "planted": planted, "processes": 1, "people": 2}
    result = consent_walk.prove(committed_cast, **asked, seed=SEED)  # type: ignore[arg-type]
    assert result.found.first == []
    assert result.control_found


def test_consent_race(committed_cast: Cast) -> None:
    planted = ("a read uses what was seen before",)
    result = consent_race.prove(committed_cast, rounds=2, planted=planted, workers=16, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_group_screening(committed_cast: Cast) -> None:
    result = group_screening.prove(committed_cast, people=6, rounds=1, rounds_to_find=2, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_log(cast: Cast) -> None:
    result = log.prove(cast, n=130, stories=1, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_binding(cast: Cast) -> None:
    result = binding.prove(cast, n=140, cases=3, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_rotation(committed_cast: Cast) -> None:
    planted = ("a renewal that forgets history",)
    result = rotation.prove(committed_cast, rounds=1, cases=3, tries_to_find=1, planted=planted)
    assert result.found.first == []
    assert result.control_found


def test_disclosure(cast: Cast) -> None:
    stories, planted = ("summary", "passed_on"), ("a summary opens the identity",)
    result = disclosure.prove(cast, stories=stories, share=0.05, routes=SEVERAL, planted=planted, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_canaries() -> None:
    result = canaries.prove(rounds=1)
    assert result.found.first == []
    assert result.control_found


def test_uploads(cast: Cast) -> None:
    result = uploads.prove(cast, files=uploads.FILES[::9], moods=["closes early"])
    assert result.found.first == []
    assert result.control_found


def test_second_wall(committed_cast: Cast) -> None:
    result = second_wall.prove(committed_cast, reuses=60, stories=1, seed=SEED)
    assert result.found.first == []
    assert result.control_found


def test_erasure(committed_cast: Cast) -> None:
    result = erasure.prove(committed_cast, cases=2, seed=SEED)
    assert result.found.first == []
    assert result.control_found, result.controls
    assert result.n > 50


def test_screening_rule(cast: Cast) -> None:
    """Counts up to two, and a few talks."""
    result = screening_rule.prove(cast, most=2, talks=100, to_find=100, seed=SEED)
    assert result.found.first == []
    assert result.control_found, result.controls
    assert result.n > 10_000


@pytest.mark.usefixtures("dear_hashing")
def test_guessing(cast: Cast) -> None:
    """Time is measured by the proof in full, on a machine that does nothing else; here it is left out."""
    result = guessing.prove(cast, n=150, pairs=2, within=inf, seed=SEED)
    assert result.found.first == []
    assert result.control_found, result.controls


def test_no_sealed_field_and_no_route_is_left_out_of_disclosure(cast: Cast) -> None:
    """Every story is told, so that each sealed field holds a word; and each route's addresses can be made."""
    result = disclosure.prove(cast, share=0, routes=frozenset({"neutral"}), planted=(), seed=SEED)
    assert result.found.first == []


def test_every_proof_keeps_its_evidence(tmp_path: Path) -> None:
    (tmp_path / "evidence.json").write_text(json.dumps([row("walks", 3), row("log", 0)]))
    evidence.keep([Result("walks", 5, SEED, Found(), {"a defect": True}, "5 steps")], "abc", tmp_path)
    kept = {one["proof"]: one for one in json.loads((tmp_path / "evidence.json").read_text())}
    assert (kept["walks"]["violations"], kept["walks"]["n"]) == (0, 5)
    assert kept["log"] == row("log", 0)
    assert "| `walks` | 5 | **0** | 1 of 1 | 5 steps |" in (tmp_path / "evidence.md").read_text()


@pytest.mark.parametrize(
    ("violations", "controls", "holds"),
    [(0, {"a": True}, True), (1, {"a": True}, False), (0, {"a": False}, False), (0, {}, False)],
)
def test_a_proof_holds_only_if_it_can_fail(violations: int, controls: dict[str, bool], holds: bool) -> None:
    assert Result("walks", 1, SEED, Found(violations), controls, "").holds == holds


def test_an_unknown_proof_is_answered_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no_such_proof"]) == 2
    told = capsys.readouterr().err
    assert all(name in told for name in PROOFS)


def row(proof: str, violations: int) -> dict[str, object]:
    found: dict[str, object] = {"proof": proof, "n": 1, "violations": violations, "control_found": True}
    return {**found, "controls": {"b": True}, "seen": "x", "seed": 1, "date": "2026-01-01", "commit": "abc"}
