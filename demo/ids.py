"""Ids that are the same on every run. Real ones are random; these belong to nobody."""

from uuid import UUID, uuid5

from identification.numbers import ALPHABET

NAMESPACE = UUID("5afe9a55-a9e0-4de0-8000-000000000000")


def uuid_of(*parts: str) -> UUID:
    """Return the id of the demo's thing with this name."""
    return uuid5(NAMESPACE, "/".join(parts))


def number_of(person: str) -> str:
    """Return the case number of a demo person."""
    rest, letters = uuid_of("number", person).int, ""
    for _letter in range(8):
        rest, place = divmod(rest, len(ALPHABET))
        letters += ALPHABET[place]
    return f"{letters[:4]}-{letters[4:]}"
