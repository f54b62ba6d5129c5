"""Which state of a row a form was opened with: so that nobody writes over what a colleague wrote meanwhile."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.crypto import salted_hmac


def version_of(row: Any, names: Iterable[str]) -> str:
    """Return a mark of what these fields say now; it tells nothing of what that is."""
    said = [(name, getattr(row, name)) for name in sorted(names)]
    return salted_hmac("facts.version", json.dumps(said)).hexdigest()
