"""Score the answers in a file, and explain the result."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from identification.scoring import Score, WrongAnswers, is_adult, score

WRONG = 2
MOST_AGE = 130


class Command(BaseCommand):
    """Reads {"profile": …, "age": … or null, "answers": {code: value}} and prints the score as JSON."""

    help = "Score the answers of a screening: prints profile, elements with why, and result as JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = _score(options["file"])
        except (WrongAnswers, OSError) as error:
            self.stderr.write(str(error))
            raise SystemExit(WRONG) from None
        self.stdout.write(json.dumps(_shown(result), ensure_ascii=False, indent=2))


def _score(file: Path) -> Score:
    try:
        entered = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise WrongAnswers("The file is not JSON in UTF-8.") from None
    if not isinstance(entered, dict) or not isinstance(entered.get("answers"), dict):
        raise WrongAnswers('The file must hold {"profile": …, "age": …, "answers": {…}}.')
    answers = {str(code): str(value) for code, value in entered["answers"].items()}
    return score(str(entered.get("profile")), adult=is_adult(_age(entered.get("age"))), answers=answers)


def _age(age: object) -> int | None:
    if age is None:
        return None
    if not isinstance(age, int) or isinstance(age, bool) or not 0 <= age <= MOST_AGE:
        raise WrongAnswers(
            f"The age is {age!r}: use years from 0 to {MOST_AGE}, or null where it is not known."
        )
    return age


def _shown(result: Score) -> dict[str, Any]:
    elements = {one.element: {"positive": one.positive, "why": one.why} for one in result.elements}
    return {"profile": result.profile, "elements": elements, "result": result.result.value}
