"""A site's own folder of countries, for tests in which the law changes."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.test import override_settings

from identification import jurisdictions

INVENTED = json.loads((jurisdictions.FOLDER / "av.json").read_text(encoding="utf-8"))


def entry(value: Any, since: str | None = "2019-01-01", source: str = "art. 1") -> dict[str, Any]:
    """Return one dated value."""
    return {"value": value, "since": since, "source": source, "standing": "confirmed"}


def country(**values: Any) -> dict[str, Any]:
    """Return the invented Arvenia with these values instead of its own."""
    return {**INVENTED, "values": {**INVENTED["values"], **values}}


@contextmanager
def site_with(folder: Path, *countries: dict[str, Any]) -> Iterator[None]:
    """The site has these countries in a folder of its own."""
    for one in countries:
        (folder / f"{one['code'].lower()}.json").write_text(json.dumps(one), encoding="utf-8")
    with override_settings(JURISDICTIONS=str(folder)):
        jurisdictions.read_once.cache_clear()
        try:
            yield
        finally:
            jurisdictions.read_once.cache_clear()
