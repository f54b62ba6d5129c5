"""One PostgreSQL cluster: where it lives, who it runs as, and how it is started and stopped."""

import hashlib
import os
import shlex
import shutil
import sys
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from config.runner import binaries
from config.runner.locks import alone
from config.runner.say import say

NAME = "safe_passage"  # of the database, and of the superuser inside the cluster
PORT = 5432  # only a part of the socket's name: the server listens on no network
PATIENCE = 120  # seconds for a start, recovery after a kill included
LAUNCHES = 25  # failed ones in a row, while the remains of a killed server go away
LONGEST_SOCKET = 100

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "max_connections": 100,
    "max_locks_per_transaction": 256,  # emptying every table after a test that committed takes many
    "timezone": "UTC",
    # A statement or a row in the server's log could hold what the product seals.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
# Nothing in a cluster that can be made anew is worth waiting for the disk.
DISPOSABLE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": 0,
    "autovacuum": "off",
    "jit": "off",
    "shared_buffers": "256MB",
}


class DatabaseUnavailable(RuntimeError):
    """The embedded database cannot be had; the message says why in a sentence."""


class Cluster:
    """A server on a private socket in `home`, which only its own account and root may enter."""

    def __init__(self, base: Path, name: str, *, disposable: bool) -> None:
        if os.name == "nt":
            raise DatabaseUnavailable("On Windows there is no embedded database: set DATABASE_URL instead.")
        self.disposable = disposable
        try:
            self._settle(base, name)
        except (LookupError, OSError) as error:
            raise DatabaseUnavailable(f"The embedded database cannot be used: {error}.") from error

    def _settle(self, base: Path, name: str) -> None:
        if not base.exists():
            base.mkdir(parents=True, exist_ok=True)
            base.chmod(0o755)
        # Whoever comes at the same moment finds the folders made and given away.
        with alone(base / f"{name}.lock"):
            self._make_folders(base, name)

    def _make_folders(self, base: Path, name: str) -> None:
        self.base, self.who = _reachable(base, name)
        self.home = _own_folder(self.base / name, self.who, 0o700)
        self.data, self.log = self.home / "cluster", self.home / "server.log"
        self.lock, self.users = self.base / f"{name}.lock", self.base / f"{name}.users"
        self.socket = self.home
        # The system limits the length; the driver takes a comma for the end of a host's name.
        if len(os.fsencode(f"{self.home}/.s.PGSQL.{PORT}")) > LONGEST_SOCKET or "," in str(self.home):
            short = Path("/tmp") / f"safe-passage-{_digest(self.home)}"  # noqa: S108 - made private, or refused
            self.socket = _own_folder(short, self.who, 0o700)

    @property
    def url(self) -> str:
        return self._address(NAME)

    def _address(self, database: str) -> str:
        query = urlencode({"host": str(self.socket), "port": PORT, "user": NAME}, quote_via=quote)
        return f"postgresql:///{database}?{query}"

    def answers(self, database: str = NAME) -> bool:
        """Whether the server is up and the database is there."""
        try:
            psycopg.connect(self._address(database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self) -> None:
        """The database answers. A disposable cluster that no longer starts is made anew."""
        if self.answers():
            return
        say("Starting the database …")
        try:
            self._start()
        except DatabaseUnavailable:
            if not self.disposable:
                raise
            self.stop()
            shutil.rmtree(self.data, ignore_errors=True)
            self._start()

    def _start(self) -> None:
        if not self.data.exists():
            self._create()
        end, launches = time.monotonic() + PATIENCE, 0
        while not self.answers("postgres"):
            if time.monotonic() > end or launches == LAUNCHES:
                raise DatabaseUnavailable(f"The database did not start; {self.log} says why.")
            if self._running():
                time.sleep(0.1)  # starting, or recovering
            elif not self._launch():
                launches += 1
                time.sleep(0.2)
        self._create_database()

    def _create(self) -> None:
        """The cluster stands in its place whole, or not at all."""
        fresh = self.home / "cluster.new"
        shutil.rmtree(fresh, ignore_errors=True)
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        made = self._program(
            *("initdb", "-D", fresh, "-U", NAME, "-E", "UTF8", "--auth-local=trust", "--auth-host=reject"),
            *(f"--locale={locale}", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *(["--no-sync"] if self.disposable else []),
        )
        if not made:
            raise DatabaseUnavailable(f"The database could not be created in {self.home}.")
        fresh.rename(self.data)

    def _create_database(self) -> None:
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if found is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))

    def _launch(self) -> bool:
        """Start the server; a lock file left by a killed one may name a stranger's process by now."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        settings = SETTINGS | {"unix_socket_directories": f'"{self.socket}"'}
        settings |= DISPOSABLE if self.disposable else {}
        words = " ".join(f"-c {name}={shlex.quote(str(value))}" for name, value in settings.items())
        place = ("-D", self.data, "-l", self.log)
        return self._program("pg_ctl", *place, "-w", "-s", "-t", str(PATIENCE), "-o", words, "start")

    def stop(self) -> None:
        """The server is down: open transactions are rolled back, everything else is on the disk."""
        if self._running():
            self._program("pg_ctl", "-D", self.data, "-w", "-s", "-m", "fast", "stop")

    def _program(self, name: str, *words: str | Path) -> bool:
        folder = binaries.folder_for(self.who, self.base)
        return self.who.run(folder / name, *words).returncode == 0

    def _running(self) -> bool:
        """Whether the process that the lock file names is this cluster's server."""
        pid = self.pid()
        if pid is None:
            return False
        if sys.platform != "linux":
            return "postgres" in self.who.run("ps", "-o", "comm=", "-p", str(pid)).stdout
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            return words[0].endswith(b"postgres") and os.path.samefile(
                words[words.index(b"-D") + 1], self.data
            )
        except FileNotFoundError as missing:
            # The server of a project that was moved meanwhile still serves under its old name.
            return not str(missing.filename).startswith("/proc/")
        except (OSError, ValueError):
            return False

    def pid(self) -> int | None:
        """Return the process that the server's lock file names."""
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return None


def _reachable(base: Path, name: str) -> tuple[Path, binaries.Account]:
    """Return the base folder and the account; root's account may need a base outside a closed folder."""
    who = binaries.account(base / name)
    if not who.steps_down or who.can_enter(base):
        return base, who
    outside = Path("/var/tmp") / f"safe-passage-{_digest(base)}"  # noqa: S108 - made private, or refused
    _own_folder(outside, binaries.own_account(), 0o711)
    return outside, binaries.account(outside / name)


def _own_folder(path: Path, who: binaries.Account, mode: int) -> Path:
    """Return a folder of that account with that mode; one that somebody else put there is refused."""
    if not os.path.lexists(path):
        path.mkdir(mode=0o700)
        os.chown(path, who.uid, who.gid)
    if path.is_symlink() or not path.is_dir() or path.stat().st_uid != who.uid:
        raise DatabaseUnavailable(f"{path} belongs to another user: remove it, or set SAFE_PASSAGE_DATA.")
    path.chmod(mode)
    return path


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
