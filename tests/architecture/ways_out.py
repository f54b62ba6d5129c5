"""Everything in a module by which something could leave the product, whatever it is called there."""

import ast
import re
from collections.abc import Iterator

# Modules that reach another machine, another program or the mail; whoever imports them could send something.
REACHING = {
    "aiohttp",
    "asyncio",
    "boto3",
    "ctypes",
    "django.core.files.base",
    "django.core.files.move",
    "django.core.files.storage",
    "django.core.files.temp",
    "django.core.mail",
    "email",
    "ftplib",
    "http.client",
    "http.server",
    "httpx",
    "imaplib",
    "multiprocessing",
    "paramiko",
    "poplib",
    "requests",
    "shutil",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "subprocess",
    "telnetlib",
    "tempfile",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "websockets",
    "xmlrpc",
}
ANSWERS = {"FileResponse", "JsonResponse", "StreamingHttpResponse"}
MAILS = {
    "send_mail",
    "send_mass_mail",
    "mail_admins",
    "mail_managers",
    "EmailMessage",
    "EmailMultiAlternatives",
}
MAILS |= {"email_user", "get_connection"}
WRITES = {
    "write_text",
    "write_bytes",
    "default_storage",
    "mkfifo",
    "symlink_to",
    "hardlink_to",
    "copyfileobj",
}
RUNS = {
    "system",
    "popen",
    "execv",
    "execve",
    "spawnv",
    "spawnl",
    "posix_spawn",
    "fork",
    "eval",
    "exec",
    "compile",
}
NAMES = ANSWERS | MAILS | WRITES | RUNS
# What is no name of ours where it is an attribute: `re.compile`, and a word's own `system`.
HARMLESS = {("re", "compile"), ("Actor", "system"), ("messages", "compile"), ("migrations", "compile")}
HEADER = re.compile(r"content-(type|disposition)|x-sendfile|x-accel-redirect", re.IGNORECASE)
COPIES = re.compile(r"\bCOPY\b.+\bTO\b|\blo_export\b|\bpg_write|\bdblink", re.DOTALL)
WRITING = set("wax+")


def ways_out(source: str) -> list[tuple[int, str]]:
    """Return where, and by what, something could leave."""
    tree = ast.parse(source)
    docs = _docstrings(tree)
    return sorted(
        {(node.lineno, what) for node in ast.walk(tree) if node not in docs for what in _ways(node)}
    )  # type: ignore[attr-defined]


def _ways(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names if _reaches(one.name))
    elif isinstance(node, ast.ImportFrom):
        yield from _imported(node)
    elif isinstance(node, ast.Name) and node.id in NAMES:
        yield node.id
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        if (getattr(node.value, "id", ""), node.attr) not in HARMLESS:
            yield node.attr
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from _said(node.value)
    elif isinstance(node, ast.Call):
        yield from _called(node)
    elif isinstance(node, ast.ClassDef):
        yield from (f"a kind of {name}" for name in map(_name, node.bases) if "Response" in name)


def _imported(node: ast.ImportFrom) -> Iterator[str]:
    module = str(node.module)
    if _reaches(module):
        yield module
    for one in node.names:
        if one.name in NAMES or _reaches(f"{module}.{one.name}"):
            yield one.name
        if one.name == "HttpResponse" and one.asname:
            yield f"HttpResponse as {one.asname}"


def _said(text: str) -> Iterator[str]:
    """A text that names what reaches out: a header, a module to be imported, a statement that copies."""
    if HEADER.match(text):
        yield f"the header {text}"
    if COPIES.search(text):
        yield "a statement that copies"
    if text in NAMES or (_reaches(text) and ("." in text or text not in COMMON)):
        yield f"the name {text}"


# Words that are a module's name and an ordinary word as well.
COMMON = {"email", "requests"}


def _called(node: ast.Call) -> Iterator[str]:
    name, words = _name(node.func), {one.arg: one.value for one in node.keywords}
    if name == "HttpResponseBase":
        yield "an answer made by hand"
    if name == "HttpResponse" and (len(node.args) > 1 or {"content_type", "headers", None} & set(words)):
        yield "HttpResponse that is no page"
    if name in ("open", "fdopen"):
        mode = words.get("mode") or next(iter(node.args[_place_of_mode(node) :]), None)
        if mode is not None and not (isinstance(mode, ast.Constant) and not WRITING & set(str(mode.value))):
            yield "a file that is written"


def _place_of_mode(node: ast.Call) -> int:
    """`open(path, mode)`, but `path.open(mode)`; of `os.open` and `io.open` the second is what tells."""
    if isinstance(node.func, ast.Name):
        return 1
    of = _name(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    return 1 if of in ("os", "io", "codecs", "gzip", "Image", "builtins") else 0


def _name(node: ast.AST) -> str:
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _reaches(module: str) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in REACHING)


def _docstrings(tree: ast.Module) -> set[ast.AST]:
    """Texts that stand alone say something to a reader, and do nothing."""
    alone = (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {one for one in alone if isinstance(one, ast.Constant)}
