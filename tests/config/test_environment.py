"""Production refuses to start with anything missing, short, published or loose."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.environment import DEMO_SECRETS

ROOT = Path(__file__).resolve().parents[2]
SECRETS = sorted(DEMO_SECRETS)
GOOD = {
    "SAFE_PASSAGE_MODE": "production",
    "SECRET_KEY": "a-secret-of-this-test-that-is-long-enough-for-django-itself-0123",
    "FIELD_ENCRYPTION_KEY": Fernet.generate_key().decode(),
    "AUDIT_KEY": "another-secret-of-this-test-that-is-long-enough",
    "ALLOWED_HOSTS": "safe-passage.example.org",
    "DATABASE_URL": "postgresql://app@db.example.org/safe_passage",
}


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment of a server in production, with nothing missing."""
    for name in (*SECRETS, *GOOD, "DEBUG", "DATABASE_PASSWORD", "DATABASE_OWNER_URL"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a process of their own, as a server does."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = {name: value for name, value in {**kept, **GOOD, **changes}.items() if value}
    command = [sys.executable, "-W", "ignore", "-c", "import config.settings as s; print(s.MODE, s.DEBUG)"]
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def test_with_everything_in_place_production_starts() -> None:
    done = start()
    assert (done.returncode, done.stdout.split()) == (0, ["production", "False"]), done.stderr


@pytest.mark.parametrize("address", ["clamav:3310", "tcp://", "unix:", "http://clamav:3310"])
def test_a_scanner_that_is_named_is_named_well(address: str) -> None:
    done = start(CLAMAV=address)
    assert done.returncode != 0
    assert "CLAMAV" in done.stderr.splitlines()[-1]


def test_a_site_goes_without_a_scanner_only_if_it_says_so(production: pytest.MonkeyPatch) -> None:
    assert not environment.flag("UPLOADS_WITHOUT_SCANNER")
    production.setenv("UPLOADS_WITHOUT_SCANNER", "no")
    assert not environment.flag("UPLOADS_WITHOUT_SCANNER", otherwise=True)
    production.setenv("UPLOADS_WITHOUT_SCANNER", "yes")
    assert environment.flag("UPLOADS_WITHOUT_SCANNER")


def test_without_a_word_it_is_production() -> None:
    assert start(SAFE_PASSAGE_MODE="").stdout.split() == ["production", "False"]


@pytest.mark.parametrize("name", [*SECRETS, "ALLOWED_HOSTS", "DATABASE_URL"])
def test_a_server_does_not_start_without(name: str) -> None:
    done = start(**{name: ""})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


def test_a_server_does_not_start_with_debug() -> None:
    assert "production does not start with it" in start(DEBUG="1").stderr.splitlines()[-1]


def test_what_is_wrong_does_not_show_the_secret() -> None:
    done = start(SECRET_KEY="short-but-secret")
    assert done.returncode != 0
    assert "short-but-secret" not in done.stderr + done.stdout


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_needed(production: pytest.MonkeyPatch, name: str) -> None:
    assert environment.secret(name) == GOOD[name]
    production.delenv(name)
    with pytest.raises(ImproperlyConfigured, match=f"{name} is not set"):
        environment.secret(name)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("value", ["", "   ", "\n"])
def test_an_empty_secret_is_none(production: pytest.MonkeyPatch, name: str, value: str) -> None:
    production.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=f"{name} is not set"):
        environment.secret(name)


@pytest.mark.parametrize("name", SECRETS)
def test_a_short_secret_is_refused(production: pytest.MonkeyPatch, name: str) -> None:
    production.setenv(name, "x" * 31)
    with pytest.raises(ImproperlyConfigured, match="too short"):
        environment.secret(name)


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("demo", SECRETS)
def test_a_secret_of_the_demo_is_refused_wherever_it_stands(
    production: pytest.MonkeyPatch, name: str, demo: str
) -> None:
    production.setenv(name, DEMO_SECRETS[demo])
    with pytest.raises(ImproperlyConfigured, match="is the demo's"):
        environment.secret(name)


@pytest.mark.parametrize("ring", ["{good},{demo}", "{demo},{good}", "{good}, {demo}", "{good} ,{demo} "])
def test_a_key_of_the_demo_is_refused_anywhere_in_the_ring(production: pytest.MonkeyPatch, ring: str) -> None:
    demo, good = DEMO_SECRETS["FIELD_ENCRYPTION_KEY"], GOOD["FIELD_ENCRYPTION_KEY"]
    production.setenv("FIELD_ENCRYPTION_KEY", ring.format(good=good, demo=demo))
    with pytest.raises(ImproperlyConfigured, match="is the demo's"):
        environment.secret("FIELD_ENCRYPTION_KEY")


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_elsewhere_the_demos_secrets_do(production: pytest.MonkeyPatch, mode: str) -> None:
    production.setenv("SAFE_PASSAGE_MODE", mode)
    for name in SECRETS:
        production.delenv(name)
        assert environment.secret(name) == DEMO_SECRETS[name]


@pytest.mark.parametrize("mode", ["PRODUCTION", "dev", "", " "])
def test_another_mode_is_refused(production: pytest.MonkeyPatch, mode: str) -> None:
    production.setenv("SAFE_PASSAGE_MODE", mode)
    with pytest.raises(ImproperlyConfigured, match="SAFE_PASSAGE_MODE is one of production, demo, test"):
        environment.mode()


@pytest.mark.parametrize("debug", ["1", "true", "True", "yes", "on"])
def test_debug_stops_production(production: pytest.MonkeyPatch, debug: str) -> None:
    production.setenv("DEBUG", debug)
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        environment.refuse_debug()


@pytest.mark.parametrize("debug", ["", "0", "false", "False", "no"])
def test_no_debug_does_not(production: pytest.MonkeyPatch, debug: str) -> None:
    production.setenv("DEBUG", debug)
    environment.refuse_debug()


@pytest.mark.parametrize("hosts", ["", " ", ",", "*", "safe.example.org,*", " * "])
def test_hosts_are_named(production: pytest.MonkeyPatch, hosts: str) -> None:
    production.setenv("ALLOWED_HOSTS", hosts)
    with pytest.raises(ImproperlyConfigured, match="ALLOWED_HOSTS"):
        environment.hosts()


def test_hosts_are_listed_with_commas(production: pytest.MonkeyPatch) -> None:
    production.setenv("ALLOWED_HOSTS", "one.example.org, two.example.org,")
    assert environment.hosts() == ["one.example.org", "two.example.org"]


def test_a_file_goes_before_a_variable(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from-a-file-and-long-enough-to-be-taken\n", encoding="utf-8")
    production.setenv("AUDIT_KEY_FILE", str(tmp_path / "secret"))
    assert environment.secret("AUDIT_KEY") == "from-a-file-and-long-enough-to-be-taken"


@pytest.mark.parametrize("path", ["no-such-file", "."])
def test_a_file_that_cannot_be_read_is_said(
    production: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    """It never falls back to the variable: the operator believes in the file."""
    production.setenv("AUDIT_KEY_FILE", str(tmp_path / path))
    with pytest.raises(ImproperlyConfigured, match="AUDIT_KEY_FILE cannot be read"):
        environment.secret("AUDIT_KEY")


@pytest.mark.parametrize(
    "url",
    ["", "sqlite:///file.db", "mysql://app@db/safe", "safe_passage", "http://db.example.org/x", "/run/db"],
)
def test_the_database_is_postgresql(production: pytest.MonkeyPatch, url: str) -> None:
    production.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="must name a PostgreSQL database"):
        environment.database()


@pytest.mark.parametrize(
    "url", ["postgresql://app@db:abc/x", "postgresql://app@db:99999999/x", "postgresql://[::/x"]
)
def test_an_address_that_is_none_is_said(production: pytest.MonkeyPatch, url: str) -> None:
    production.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="must name a PostgreSQL database"):
        environment.database()


def test_an_address_is_taken_apart(production: pytest.MonkeyPatch) -> None:
    production.setenv("DATABASE_URL", "postgres://app%40x:p%2Fw@db.example.org:5433/safe?sslmode=require")
    read = environment.database()
    assert read == {
        "ENGINE": "wall.engine",
        "NAME": "safe",
        "USER": "app@x",
        "PASSWORD": "p/w",
        "HOST": "db.example.org",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
        "OWNER": {},
    }


def test_a_private_socket_is_an_address(production: pytest.MonkeyPatch) -> None:
    production.setenv("DATABASE_URL", "postgresql:///safe?host=%2Fvar%2Frun%2Fdb&port=5432&user=app")
    read = environment.database()
    assert (read["HOST"], read["PORT"], read["USER"], read["OPTIONS"]) == ("/var/run/db", "5432", "app", {})


def test_the_password_may_come_by_itself(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("quiet\n", encoding="utf-8")
    production.setenv("DATABASE_PASSWORD_FILE", str(tmp_path / "password"))
    assert environment.database()["PASSWORD"] == "quiet"


OWNER = "postgresql://keeper:key@db.example.org/safe_passage"


def test_the_owner_of_the_tables_has_an_address_of_its_own(production: pytest.MonkeyPatch) -> None:
    production.setenv("DATABASE_OWNER_URL", OWNER)
    read = environment.database()
    assert read["USER"] == "app"
    assert read["OWNER"] == {"USER": "keeper", "PASSWORD": "key", "HOST": "db.example.org", "PORT": ""}


def test_the_owner_of_the_tables_may_not_serve(production: pytest.MonkeyPatch) -> None:
    production.setenv("DATABASE_OWNER_URL", OWNER.replace("keeper", "app"))
    with pytest.raises(ImproperlyConfigured, match="name the same role"):
        environment.database()


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_elsewhere_one_address_is_the_owners_and_the_other_role_stands_beside_it(
    production: pytest.MonkeyPatch, mode: str
) -> None:
    production.setenv("SAFE_PASSAGE_MODE", mode)
    read = environment.database()
    assert (read["USER"], read["OWNER"]["USER"]) == ("app_app", "app")


def test_keys_may_have_a_database_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///cases")
    monkeypatch.delenv("KEYS_DATABASE_URL", raising=False)
    assert not environment.keys_are_apart()
    monkeypatch.setenv("KEYS_DATABASE_URL", "postgresql:///keys")
    monkeypatch.setenv("KEYS_DATABASE_PASSWORD", "quieter")
    assert environment.keys_are_apart()
    read = environment.database("KEYS_DATABASE")
    assert (read["NAME"], read["PASSWORD"]) == ("keys", "quieter")


def test_keys_apart_are_not_beside_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second connection to the same database would share no transaction, and find no tables."""
    for name in ("DATABASE_URL", "KEYS_DATABASE_URL"):
        monkeypatch.setenv(name, "postgresql:///cases")
    with pytest.raises(ImproperlyConfigured, match="another database"):
        environment.keys_are_apart()
