"""Case numbers: random, so that they tell nothing, and easy to read out over a telephone."""

import secrets

# Crockford's alphabet: no I, L, O, U. Eight characters are 40 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PATTERN = "[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"


def random_number() -> str:
    """Return a number such as 7K3M-9QXD."""
    letters = [secrets.choice(ALPHABET) for _letter in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


class NumberConverter:
    """A case number in an address; anything else is no address of ours."""

    regex = PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
