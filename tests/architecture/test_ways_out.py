"""What leaves the product leaves by `outlet`, on a basis and with an event: there is no other way out."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from audit import kinds
from outlet.mail import Letter
from outlet.things import known
from tests.architecture.source import RUNGS, code, imported, nodes, text, tree
from tests.architecture.ways_out import ways_out

# Folders that make no answer to anybody: they start the server, compile words, and invent people.
NOT_SERVING = {"config", "demo"}
# By module: why something in it is no way out of its own, and what. A line that excuses nothing fails.
EXCUSED = {
    "outlet/handing.py": (
        "the way out of files",
        {
            "HttpResponse that is no page",
            "the header Content-Disposition",
            "the header Content-Type",
        },
    ),
    "outlet/mail.py": ("the way out of mails", {"django.core.mail", "send_mail"}),
    "desk/views.py": ("a word to whoever watches over the server", {"HttpResponse that is no page"}),
    "identification/views/asking.py": ("why a tap was not saved", {"HttpResponse that is no page"}),
    "documents/scanner.py": ("the site's own scanner, which the settings name", {"socket"}),
    "documents/filetypes/docx.py": ("a part of an archive in memory is read", {"a file that is written"}),
    "encryption/fields.py": ("a sealed value is opened", {"a file that is written"}),
    "accounts/presenters.py": ("what a browser calls its system", {"system"}),
    "wall/tables.py": ("a migration is written, by hand", {"write_text"}),
    "workflow/diagrams.py": ("the drawn workflows, by hand", {"write_text"}),
    "workflow/moves.py": ("a migration is written, by hand", {"write_text"}),
}
PLANTED = {
    "an attachment": 'HttpResponse(paper, headers={"X": "y"})',
    "a type": "HttpResponse(paper, content_type='text/csv')",
    "a type by its place": "HttpResponse(paper, 'text/csv')",
    "headers from elsewhere": "HttpResponse(paper, **given)",
    "another name for it": "from django.http import HttpResponse as Page",
    "a header later": "answer['Content-Disposition'] = 'attachment'",
    "a header in small letters": "answer.headers.setdefault('content-type', 'text/csv')",
    "a server's shortcut": "answer['X-Accel-Redirect'] = path",
    "JSON": "from django.http import JsonResponse",
    "JSON by its module": "http.JsonResponse({})",
    "a file": "django.http.FileResponse(file)",
    "a stream": "StreamingHttpResponse(rows)",
    "an answer of its own": "class Csv(http.HttpResponse): pass",
    "a mail": "from django.core.mail import send_mail",
    "a mail by its module": "from django.core import mail",
    "a mail by a message": "mail.EmailMessage('s', 't').send()",
    "a mail by the user": "user.email_user('s', 't')",
    "smtp": "import smtplib",
    "smtp later": "importlib.import_module('smtplib')",
    "by a name": "getattr(module, 'send_mail')(subject)",
    "the network": "from urllib import request",
    "the network again": "import urllib.request as fetch",
    "http": "import http.client",
    "another library": "import requests",
    "a socket": "from socket import create_connection",
    "a program": "import subprocess",
    "a program by the system": "os.system('curl')",
    "code from a text": "exec(text)",
    "a file that is written": "open(path, 'w')",
    "a file by a word": "open(path, mode='ab')",
    "a file by its path": "path.open('wb')",
    "a file in a mode from elsewhere": "path.open(mode)",
    "a file by the system": "os.open(path, os.O_WRONLY)",
    "a file at once": "path.write_bytes(paper)",
    "a storage": "from django.core.files.storage import default_storage",
    "a temporary file": "import tempfile",
    "the database": "cursor.execute('COPY identification_case TO PROGRAM x')",
}


def serving() -> dict[str, str]:
    """Return what serves people, by path: every module of the product, but commands that somebody runs by hand."""
    rooms = [path for path in code() if path.parts[0] not in NOT_SERVING and "management" not in path.parts]
    return {str(path): text(path) for path in rooms}


def test_there_is_no_other_way_out() -> None:
    found = {path: ways for path, source in serving().items() if (ways := ways_out(source))}
    assert len(serving()) > 200
    by_what = {path: {what for _line, what in ways} for path, ways in found.items()}
    assert by_what == {path: whats for path, (_why, whats) in EXCUSED.items()}


@pytest.mark.parametrize("breach", PLANTED.values(), ids=PLANTED)
def test_a_planted_way_out_is_found(breach: str) -> None:
    assert ways_out(f"def leak():\n    {breach}\n")


def test_what_is_no_way_out_is_left_alone() -> None:
    page = "HttpResponse(render(x)); path.open('rb'); open(path); re.compile('x'); Actor.system('mail'); row.open()"
    assert ways_out(page) == []


def test_a_command_sends_and_writes_no_more_than_it_says() -> None:
    """Commands print to whoever runs them; none of them sends, and none writes a file."""
    commands = [path for path in code() if "management" in path.parts and path.parts[0] not in NOT_SERVING]
    assert len(commands) > 5
    assert {path: ways_out(text(path)) for path in commands if ways_out(text(path))} == {}


def test_whoever_hands_something_out_has_declared_it_with_a_basis() -> None:
    modules = [path for path in code() if path.stem == "leaving"]
    for path in modules:
        import_module(".".join(path.with_suffix("").parts))
    assert len(modules) >= 5
    assert {"decision.print", "consent.print", "document.view", "practice.certificate"} <= set(known())
    for event, thing in known().items():
        assert thing.basis.__module__.endswith(".leaving"), event
        assert kinds.sentence_of(event)


def test_files_are_handed_out_from_such_modules_alone() -> None:
    handing = [path for path in code() if ("outlet.handing", "hand_out") in imported(path)]
    assert len(handing) >= 5
    assert {path.stem for path in handing} == {"leaving"}


def at_the_top(path_tree: ast.Module) -> set[ast.AST]:
    return {
        node
        for statement in path_tree.body
        if isinstance(statement, ast.Assign)
        for node in ast.walk(statement)
    }


def letters_of(path: Path) -> set[str]:
    """Return by which names a module makes letters."""
    making = {("outlet.mail", "Letter"), ("accounts.notifications", "waits")}
    return {name for module, name in imported(path) if (module, name) in making}


def test_a_letter_is_written_beforehand_and_quotes_nobody() -> None:
    """Letters are made where a module begins, of texts that are translated, and posted by `accounts` alone."""
    made = 0
    for path in [one for one in code() if one.parts[0] != "accounts"]:
        names = letters_of(path)
        calls = [node for node in nodes(path) if isinstance(node, ast.Call)]
        for call in [one for one in calls if getattr(one.func, "id", "") in names]:
            made += 1
            assert call in at_the_top(tree(path)), path
            assert not [one for one in ast.walk(call) if isinstance(one, ast.JoinedStr)], path
    assert made > 10
    posting = {path.parts[0] for path in code() if ("outlet.mail", "post") in imported(path)}
    assert posting == {"accounts"}


@pytest.mark.parametrize(
    "value", ["Nora Quill", "a word", "+373 69 123 456", "nora@example.org", "", "x" * 30]
)
def test_a_letter_takes_no_words_about_anybody(value: str) -> None:
    with pytest.raises(ValueError, match="numbers, codes and links"):
        Letter("test", "s", ("%(what)s",)).text({"what": value})


def test_every_app_that_hands_out_stands_above_the_outlet() -> None:
    using = {
        path.parts[0] for path in code() if any(one.startswith("outlet") for one, _name in imported(path))
    }
    assert all(RUNGS[one] > RUNGS["outlet"] for one in using - {"outlet"})
