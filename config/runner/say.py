"""Words to the person at the terminal; standard output stays free for what a command is for."""

import sys
from typing import NoReturn


def say(sentence: str) -> None:
    """Show progress on standard error, at once."""
    print(sentence, file=sys.stderr, flush=True)


def give_up(sentence: str, code: int = 1) -> NoReturn:
    """End with one plain sentence instead of a traceback."""
    say(sentence)
    raise SystemExit(code)
