"""The embedded database: real servers in folders of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import psycopg
import pytest

from config import cluster, devdb
from config.cluster import Cluster, DatabaseUnavailable

ROOT = Path(__file__).resolve().parents[2]
HOLD = "import sys; from config import devdb; print(devdb.url('test'), flush=True); sys.stdin.read()"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no embedded database on Windows")


@pytest.fixture
def base():
    """A folder that a stepped-down server may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="devdb-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def server(base):
    """A cluster that keeps its data, not yet started."""
    made = Cluster(base, "demo", disposable=False)
    yield made
    made.stop()


def hold(base):
    """Start a process that uses the test database until its input is closed."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        env=os.environ | {"SAFE_PASSAGE_DATA": str(base)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def starts(server):
    return server.log.read_text().count("ready to accept connections")


def query(server, statement):
    with psycopg.connect(server.url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else None


def test_processes_at_once_get_one_server_and_the_last_stops_it(base):
    with ExitStack() as stack:
        holders = [stack.enter_context(hold(base)) for _ in range(5)]
        urls = {holder.stdout.readline() for holder in holders}
        test = Cluster(base, "test", disposable=True)
        assert urls == {f"{test.url}\n"}
        assert starts(test) == 1
        for holder in holders[1:]:
            holder.communicate()
        assert test.answers()
    assert test.pid() is None


def test_whoever_comes_at_the_same_moment_finds_the_folders_made(base):
    with ThreadPoolExecutor(8) as pool:
        for turn in range(25):
            together = Barrier(8)
            asked = [pool.submit(settled, base / str(turn), together) for _ in range(8)]
            assert len({one.result().home for one in asked}) == 1


def settled(base, together):
    together.wait()
    return Cluster(base, "test", disposable=True)


def test_a_second_start_leaves_the_server_as_it_is(server):
    server.start()
    pid = server.pid()
    server.start()
    assert (server.pid(), starts(server)) == (pid, 1)


def test_a_killed_server_recovers_what_was_committed(server):
    server.start()
    query(server, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('committed')")
    unfinished = psycopg.connect(server.url)
    unfinished.execute("INSERT INTO kept VALUES ('never committed')")
    os.kill(server.pid(), signal.SIGKILL)
    server.start()
    unfinished.close()
    assert query(server, "SELECT word FROM kept") == [("committed",)]


def test_a_stopped_server_keeps_its_data(server):
    server.start()
    query(server, "CREATE TABLE kept (word text)")
    server.stop()
    assert not server.answers()
    server.start()
    assert query(server, "SELECT count(*) FROM kept") == [(0,)]


def test_a_lock_file_that_names_a_stranger_is_no_obstacle(server):
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n{server.data}\n")
    server.start()
    assert server.answers()


def test_the_remains_of_an_interrupted_creation_are_no_obstacle(server):
    (server.home / "cluster.new").mkdir()
    (server.home / "cluster.new" / "PG_VERSION").write_text("18\n")
    server.start()
    assert server.answers()


def test_a_broken_cluster_is_made_anew_only_where_it_is_disposable(base, server, monkeypatch):
    monkeypatch.setattr(cluster, "LAUNCHES", 1)
    test = Cluster(base, "test", disposable=True)
    for one in (test, server):
        one.start()
        one.stop()
        (one.data / "global" / "pg_control").unlink()
    test.start()
    assert test.answers()
    test.stop()
    with pytest.raises(DatabaseUnavailable, match="did not start"):
        server.start()
    assert server.data.exists()


@pytest.mark.parametrize("name", ["with space, comma and 'quote'", "long" * 30], ids=["odd", "long"])
def test_any_folder_will_do(base, name):
    (base / name).mkdir(mode=0o755)
    odd = Cluster(base / name, "test", disposable=True)
    odd.start()
    assert odd.answers()
    odd.stop()
    if odd.socket != odd.home:
        shutil.rmtree(odd.socket)


def test_the_server_is_private(server):
    server.start()
    assert query(server, "SHOW listen_addresses") == [("",)]
    assert server.socket.stat().st_mode & 0o077 == 0
    assert query(server, "SELECT datlocprovider::text, datlocale FROM pg_database LIMIT 1") == [
        ("b", "C.UTF-8")
    ]


def test_the_servers_log_holds_no_data(server):
    server.start()
    query(server, "CREATE TABLE people (name text UNIQUE)")
    query(server, "INSERT INTO people VALUES ('Halima')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        query(server, "INSERT INTO people VALUES ('Halima')")
    assert "Halima" not in server.log.read_text()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root steps down")
def test_root_steps_down_and_leaves_a_closed_folder(base):
    (base / "closed").mkdir(mode=0o700)
    outside = Cluster(base / "closed", "test", disposable=True)
    outside.start()
    assert outside.base.parent == Path("/var/tmp")
    assert Path(f"/proc/{outside.pid()}").stat().st_uid != 0
    outside.stop()
    shutil.rmtree(outside.base)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_that_somebody_else_put_there_is_refused(base):
    (base / "demo").mkdir()
    (base / "elsewhere").symlink_to(base / "demo")
    with pytest.raises(DatabaseUnavailable, match="belongs to another user"):
        Cluster(base, "elsewhere", disposable=False)


@pytest.mark.parametrize(
    "given",
    [
        {"SAFE_PASSAGE_MODE": "demo", "DATABASE_URL": "postgresql:///ours"},
        {"SAFE_PASSAGE_MODE": "production"},
    ],
    ids=["given", "production"],
)
def test_no_server_is_started_where_none_is_asked_for(base, monkeypatch, given):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("SAFE_PASSAGE_DATA", str(base))
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    devdb.ensure()
    assert os.environ.get("DATABASE_URL") == given.get("DATABASE_URL")
    assert list(base.iterdir()) == []
