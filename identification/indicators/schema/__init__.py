"""Whether data is an indicator set: by the published JSON schema, and by what a schema cannot say.

No library is needed: this reads the part of JSON Schema that ours uses, and fails on a word that it does not know.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "indicator_set.json"
Wrong = Iterator[str]
Schema = Mapping[str, Any]
EXPLOITATION = "EX"


@cache
def published() -> dict[str, Any]:
    """Return the schema."""
    schema: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return schema


def first_mistake(data: object) -> str:
    """Return in a sentence where the data is not an indicator set, and why; nothing where it is one."""
    return next(_mistakes(data), "")


def _mistakes(data: Any) -> Wrong:
    wrong = next(_in(data, published(), ""), "")
    if wrong:
        yield wrong
        return
    yield from _in_date(data)
    yield from _in_rule(data)
    yield from _in_codes(data)
    yield from _in_lists(data)


def _in_date(data: Any) -> Wrong:
    try:
        date.fromisoformat(data["effective_from"])
    except ValueError:
        yield f"effective_from is {_shown(data['effective_from'])}: there is no such day."


def _in_rule(data: Any) -> Wrong:
    for at, minimal in enumerate(data["rule"]["minimal_sets_smw"]):
        if not any(minimal):
            yield f"rule.minimal_sets_smw[{at}] needs no indicator at all: every element would be positive."


def _in_codes(data: Any) -> Wrong:
    seen: set[str] = set()
    for at, one in enumerate(data["indicators"]):
        code, element = one["code"], one["element"]
        if element not in data["elements"]:
            yield f"indicators[{at}].element is {_shown(element)}: it is not among the elements."
        if not code.startswith(element):
            yield f"indicators[{at}].code is {_shown(code)}: it must begin with its element, {element}."
        if code in seen:
            yield f"indicators[{at}].code is {_shown(code)}: another indicator has this code."
        seen.add(code)


def _in_lists(data: Any) -> Wrong:
    for profile in data["provenance"]:
        listed = {one["element"] for one in data["indicators"] if one[profile]}
        for element in data["elements"]:
            if element not in listed:
                yield f"elements.{element} has no indicator in the list {profile}."


def _in(value: object, schema: Schema, place: str) -> Wrong:
    """Yield what is wrong with a value, the first things first."""
    for word, wanted in schema.items():
        yield from CHECKS[word](value, wanted, place or "The file", schema)


def _type(value: object, wanted: str, place: str, _schema: Schema) -> Wrong:
    is_right = isinstance(value, TYPES[wanted]) and not (wanted == "integer" and isinstance(value, bool))
    if not is_right:
        yield f"{place} is {_shown(value)}: it must be {NAMES[wanted]}."


def _required(value: object, wanted: list[str], place: str, _schema: Schema) -> Wrong:
    yield from (f"{place} lacks {name}." for name in wanted if isinstance(value, dict) and name not in value)


def _properties(value: object, wanted: Mapping[str, Schema], place: str, _schema: Schema) -> Wrong:
    if isinstance(value, dict):
        for name in wanted.keys() & value.keys():
            yield from _in(value[name], wanted[name], _below(place, name))


def _additional(value: object, wanted: Any, place: str, schema: Schema) -> Wrong:
    further = value.keys() - schema.get("properties", {}).keys() if isinstance(value, dict) else ()
    for name in sorted(further):
        if wanted is False:
            yield f"{place} has {_shown(name)}, which nothing reads."
        else:
            yield from _in(value[name], wanted, _below(place, name))  # type: ignore[index]


def _names(value: object, wanted: Schema, place: str, _schema: Schema) -> Wrong:
    for name in value if isinstance(value, dict) else ():
        yield from _in(name, wanted, f"A name in {place}")


def _items(value: object, wanted: Schema, place: str, _schema: Schema) -> Wrong:
    for at, one in enumerate(value if isinstance(value, list) else ()):
        yield from _in(one, wanted, f"{place}[{at}]")


def _pattern(value: object, wanted: str, place: str, _schema: Schema) -> Wrong:
    # A dollar in Python also fits before a last line break; in a schema it does not.
    if isinstance(value, str) and (not re.search(wanted, value) or value.endswith("\n")):
        yield f"{place} is {_shown(value)}: that is not how it is written."


def _enum(value: object, wanted: list[object], place: str, _schema: Schema) -> Wrong:
    if not any(type(value) is type(one) and value == one for one in wanted):
        yield f"{place} is {_shown(value)}: use one of {', '.join(map(_shown, wanted))}."


def _reference(value: object, wanted: str, place: str, _schema: Schema) -> Wrong:
    yield from _in(value, published()["$defs"][wanted.removeprefix("#/$defs/")], place)


def _limit(kinds: Any, measure: Callable[[Any], int], least: bool) -> Callable[..., Wrong]:
    def check(value: object, wanted: int, place: str, _schema: Schema) -> Wrong:
        if not isinstance(value, kinds) or isinstance(value, bool):
            return
        if (measure(value) < wanted) if least else (measure(value) > wanted):
            yield f"{place} is too {'small' if least else 'large'}: the limit is {wanted}."

    return check


def _said(*_asked: object) -> Wrong:
    """Words for the reader check nothing."""
    return iter(())


def _below(place: str, name: str) -> str:
    return name if place == "The file" else f"{place}.{name}"


def _shown(value: object) -> str:
    return json.dumps(value)[:60]


TYPES = {"object": dict, "array": list, "string": str, "integer": int}
NAMES = {"object": "an object", "array": "a list", "string": "a text", "integer": "a whole number"}
CHECKS: dict[str, Callable[..., Wrong]] = {
    **dict.fromkeys(("$schema", "$defs", "title", "description"), _said),
    "$ref": _reference,
    "type": _type,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "propertyNames": _names,
    "items": _items,
    "pattern": _pattern,
    "enum": _enum,
    "minimum": _limit(int, int, True),
    "maximum": _limit(int, int, False),
    "minLength": _limit(str, len, True),
    "maxLength": _limit(str, len, False),
    "minItems": _limit(list, len, True),
    "maxItems": _limit(list, len, False),
    "minProperties": _limit(dict, len, True),
}
