"""`score_screening`: JSON out, or exit 2 and one sentence."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

GOOD = {"profile": "adult_labour", "age": 30, "answers": {"EX01": "yes", "EX02": "yes", "CD01": "yes"}}


def run(file: Path) -> tuple[int, str, str]:
    """Return exit code, output and error output of the command."""
    out, err = StringIO(), StringIO()
    try:
        call_command("score_screening", str(file), stdout=out, stderr=err, no_color=True)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def written(folder: Path, content: Any) -> Path:
    file = folder / "answers.json"
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    file.write_bytes(raw)
    return file


def test_prints_profile_elements_and_result(tmp_path: Path) -> None:
    code, out, err = run(written(tmp_path, GOOD))
    found = json.loads(out)
    assert (code, err) == (0, "")
    assert found["profile"] == "adult_labour"
    assert found["result"] == "exploited_no_means"
    assert set(found["elements"]) == {"DR", "CR", "RV", "EX", "CD", "VD"}
    assert found["elements"]["EX"]["positive"] is True
    assert "EX01" in found["elements"]["EX"]["why"]
    assert found["elements"]["CD"]["positive"] is False


@pytest.mark.parametrize(
    ("age", "result"), [(30, "exploited_no_means"), (17, "presumed"), (None, "presumed")]
)
def test_age_decides_the_track(tmp_path: Path, age: int | None, result: str) -> None:
    answers = {"EX01": "yes", "EX02": "yes"}
    file = written(tmp_path, {"profile": "child_labour", "age": age, "answers": answers})
    assert json.loads(run(file)[1])["result"] == result


def test_an_age_that_is_not_given_is_not_known(tmp_path: Path) -> None:
    file = written(tmp_path, {"profile": "child_labour", "answers": {}})
    assert json.loads(run(file)[1])["result"] == "inconclusive_child"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param({**GOOD, "answers": {"ZZ99": "yes"}}, "no indicator 'ZZ99'", id="wrong code"),
        pytest.param({**GOOD, "answers": {"EX01": "oui"}}, "EX01 is 'oui'", id="wrong value"),
        pytest.param({**GOOD, "answers": {"EX01": ["yes"]}}, "EX01 is", id="value is a list"),
        pytest.param({**GOOD, "profile": "adult"}, "no profile 'adult'", id="wrong profile"),
        pytest.param({**GOOD, "profile": ["adult_labour"]}, "no profile", id="profile is a list"),
        pytest.param({"answers": {}}, "no profile 'None'", id="no profile"),
        pytest.param(
            {"profile": "child_labour", "age": 9, "answers": {"EX08": "yes"}},
            "no indicator 'EX08'",
            id="not listed",
        ),
        *(
            pytest.param({**GOOD, "age": age}, "The age is", id=f"age {age!r}")
            for age in (-1, 131, 10**300, 30.5, True, "30", [30], {"years": 30})
        ),
        pytest.param(
            b'{"profile": "adult_labour", "age": 1e999, "answers": {}}', "The age is", id="infinite age"
        ),
        pytest.param(b'{"profile": "adult_labour", "age": NaN, "answers": {}}', "The age is", id="no number"),
        pytest.param(b"profile: adult", "not JSON", id="not JSON"),
        pytest.param(b"", "not JSON", id="empty"),
        pytest.param(b'{"age": ' + b"9" * 5000 + b"}", "not JSON", id="huge number"),
        pytest.param(b"[" * 200_000, "not JSON", id="deep list"),
        pytest.param(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "not JSON", id="deep object"),
        pytest.param(b'{"profile": "\xff\xfe"}', "not JSON in UTF-8", id="invalid UTF-8"),
        pytest.param([GOOD], "must hold", id="a list"),
        pytest.param("adult_labour", "must hold", id="a string"),
        pytest.param(None, "must hold", id="null"),
        pytest.param({**GOOD, "answers": ["EX01"]}, "must hold", id="answers are a list"),
        pytest.param({**GOOD, "answers": None}, "must hold", id="answers are null"),
        pytest.param({"profile": "adult_labour", "age": 30}, "must hold", id="no answers"),
        pytest.param({**GOOD, "answers": {"\ud800\u0000": "yes"}}, "no indicator", id="half a character"),
    ],
)
def test_wrong_input_exits_with_2_and_a_sentence(tmp_path: Path, content: Any, said: str) -> None:
    code, out, err = run(written(tmp_path, content))
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err
    err.encode()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    code, out, err = run(tmp_path / "nowhere.json")
    assert (code, out) == (2, "")
    assert "No such file" in err


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    code, _out, err = run(tmp_path)
    assert code == 2
    assert "directory" in err
