"""What the machine tells the product: the mode, and the secrets, from files before variables."""

import getpass
import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# Published here on purpose, so that nobody mistakes them for secrets: production refuses to start with them.
DEMO_SECRETS = {
    "SECRET_KEY": "demo-only-secret-key-that-production-refuses-to-start-with",
    "FIELD_ENCRYPTION_KEY": "ZGVtby1vbmx5LWZpZWxkLWtleS1yZWZ1c2VkLWluLXA=",
    "AUDIT_KEY": "demo-only-audit-key-that-production-refuses-to-start-with",
}
SHORTEST_SECRET = 32
NO_DATABASE = "{name}_URL must name a PostgreSQL database: postgresql://…"
ONE_ROLE = "{name}_URL and {name}_OWNER_URL name the same role: the owner of the tables may not serve."
SERVES = "_app"  # after the owner's name
MODES = ("production", "demo", "test")


def mode() -> str:
    """Return how the product runs; production unless something says otherwise."""
    chosen = os.environ.get("SAFE_PASSAGE_MODE", "production")
    if chosen not in MODES:
        raise ImproperlyConfigured(f"SAFE_PASSAGE_MODE is one of {', '.join(MODES)}.")
    return chosen


def read(name: str) -> str:
    """Return a value from the file that NAME_FILE points at, else from NAME, else an empty text."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from error
    return os.environ.get(name, "").strip()


def flag(name: str, *, otherwise: bool = False) -> bool:
    """Return whether NAME says yes; `otherwise` where it says nothing."""
    return (read(name) or str(otherwise)).lower() in ("1", "true", "yes", "on")


def secret(name: str) -> str:
    """Return a secret. In production it must be given, long, and not the demo's."""
    value = read(name)
    if mode() != "production":
        return value or DEMO_SECRETS[name]
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: production does not start without it.")
    if any(part.strip() in DEMO_SECRETS.values() for part in value.split(",")):
        raise ImproperlyConfigured(f"{name} is the demo's: production does not start with it.")
    if len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"{name} is too short: at least {SHORTEST_SECRET} characters.")
    return value


def scanner() -> str:
    """Return where the virus scanner listens, or an empty text where there is none."""
    address = read("CLAMAV")
    url = urlsplit(address)
    if address and not ((url.scheme == "tcp" and url.hostname) or (url.scheme == "unix" and url.path)):
        raise ImproperlyConfigured("CLAMAV must name ClamAV's daemon: tcp://host:port or unix:///path.")
    return address


def refuse_debug() -> None:
    """Production never shows its insides: asking for DEBUG there stops the start."""
    if mode() == "production" and read("DEBUG").lower() not in ("", "0", "false", "no"):
        raise ImproperlyConfigured("DEBUG is set: production does not start with it.")


def number(name: str, otherwise: int) -> int:
    """Return a whole number from 1 on, or what stands for it where nothing is given."""
    given = read(name)
    if given and not (given.isascii() and given.isdigit() and int(given)):
        raise ImproperlyConfigured(f"{name} is a whole number from 1 on.")
    return int(given) if given else otherwise


def hosts() -> list[str]:
    """Return the host names served; production must name them."""
    named = [host.strip() for host in read("ALLOWED_HOSTS").split(",") if host.strip()]
    if mode() == "production" and (not named or "*" in named):
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts that are served.")
    return named or ["127.0.0.1", "localhost", "[::1]", "testserver"]


def keys_are_apart() -> bool:
    """Tell whether the keys of cases have a database of their own; the cases' own cannot be named for that."""
    named = read("KEYS_DATABASE_URL")
    if named and named == read("DATABASE_URL"):
        raise ImproperlyConfigured("KEYS_DATABASE_URL must name another database than DATABASE_URL.")
    return bool(named)


def database(name: str = "DATABASE") -> dict[str, object]:
    """Return Django's settings for a PostgreSQL: how the product serves, and as OWNER how its tables are made.

    Production names two roles: NAME_URL the one that serves, NAME_OWNER_URL the owner, where migrations run.
    Elsewhere one address does: it is the owner's, and the role that serves is made beside it.
    """
    serving = _address(name)
    owner = _address(f"{name}_OWNER") if read(f"{name}_OWNER_URL") else {}
    if not owner and mode() != "production":
        owner = {**serving}
        serving["USER"] = f"{owner['USER'] or getpass.getuser()}{SERVES}"
    if owner and owner["USER"] == serving["USER"]:
        raise ImproperlyConfigured(ONE_ROLE.format(name=name))
    return {
        "ENGINE": "wall.engine",
        **serving,
        "OWNER": {one: owner[one] for one in ("USER", "PASSWORD", "HOST", "PORT")} if owner else {},
    }


def _address(name: str) -> dict[str, object]:
    """Return what NAME_URL says, with the password from NAME_PASSWORD where it holds none."""
    try:
        url = urlsplit(read(f"{name}_URL"))
        port = str(url.port or "")
    except ValueError:
        raise ImproperlyConfigured(NO_DATABASE.format(name=name)) from None
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(NO_DATABASE.format(name=name))
    options = dict(parse_qsl(url.query))
    return {
        "NAME": unquote(url.path.lstrip("/")),
        "USER": options.pop("user", "") or unquote(url.username or ""),
        "PASSWORD": unquote(url.password or "") or read(f"{name}_PASSWORD"),
        "HOST": options.pop("host", "") or unquote(url.hostname or ""),
        "PORT": options.pop("port", "") or port,
        "OPTIONS": options,
    }
