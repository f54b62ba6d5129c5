"""The demo: tables, translations and invented people brought up to date, then the pages served."""

import argparse
import io
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

from config import devdb
from config.runner.say import give_up, say

HOST = "127.0.0.1"
THREADS = 4


def main(words: list[str]) -> int:
    """Serve the demo until somebody stops it."""
    port = _port(words)
    _refuse_taken(port)
    devdb.ensure()
    welcome = _prepare()
    _leave_the_database()
    return _serve(port, lambda: _greet(port, welcome))


def _port(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run.py demo", description="Serve the demo on this machine.")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", 8000), help="8000 if not given")
    port: int = parser.parse_args(words).port
    if not 0 < port < 65536:
        parser.error("a port is a number from 1 to 65535")
    return port


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            give_up(
                f"Port {port} is taken by another program. Stop that one, or choose another port: "
                f"python3 run.py demo --port {port + 1 if port < 65535 else 8000}"
            )


def _prepare() -> str:
    """Everything is up to date; return what the demo says about signing in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command

    from config import translations

    translations.main(["compile"])
    django.setup()
    say("Updating the tables …")
    call_command("migrate", verbosity=0, interactive=False)
    say("Loading the demo …")
    welcome = io.StringIO()
    call_command("load_demo", stdout=welcome)
    return welcome.getvalue()


def _leave_the_database() -> None:
    """No connection is open, so that the serving process begins with its own."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    for connection in connections.all():
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()


def _greet(port: int, welcome: str) -> None:
    # A browser gives passkeys to a name, never to a number.
    print(
        f"{welcome.rstrip()}\n\nSafe Passage is ready: http://localhost:{port}/\nCtrl-C stops it.", flush=True
    )


def _serve(port: int, ready: Callable[[], None]) -> int:
    if os.name == "nt":  # gunicorn does not run there
        from django.core.management import call_command

        ready()
        call_command("runserver", f"{HOST}:{port}", use_reloader=False)
        return 0
    _server(port, ready).run()
    return 0


def _server(port: int, ready: Callable[[], None]) -> Any:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            self.cfg.set("bind", f"{HOST}:{port}")
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", THREADS)
            self.cfg.set("loglevel", "warning")
            self.cfg.set("control_socket_disable", True)
            self.cfg.set("when_ready", lambda arbiter: ready())
            self.cfg.set("on_exit", lambda arbiter: say("Stopped. The demo's data is kept."))

        def load(self) -> Any:
            from config.wsgi import application

            return application

    return Server()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
