"""Each workflow as a page with a diagram, drawn from the declared transitions."""

from pathlib import Path

from django.conf import settings

from accounts import roles
from workflow import steps
from workflow.models import Stateful

FOLDER = Path("docs/workflows")
ROLES = Path("docs/roles.md")


def pages() -> dict[Path, str]:
    """Return the text of every page by its path in the project."""
    drawn = {FOLDER / f"{model._meta.model_name}.md": page(model) for model in steps.stateful_models()}
    return {**drawn, ROLES: roles_page()}


def roles_page() -> str:
    """Return the roles, with what each is for, as Markdown."""
    rows = [f"| {role.name} | `{role.code}` | {role.purpose} |" for role in roles.ALL.values()]
    head = "# Roles\n\nDrawn by `python3 run.py manage draw_workflows` from `accounts.roles`.\n"
    return "\n".join([head, "| role | code | what it is for |", "| --- | --- | --- |", *rows, ""])


def page(model: type[Stateful]) -> str:
    """Return one workflow as Markdown: a Mermaid diagram, then each step with who may and only when."""
    name = str(model._meta.verbose_name)
    head = f"# {name.capitalize()}\n\nDrawn by `python3 run.py manage draw_workflows` from `{model.__module__}`.\n"
    return f"{head}\n{_diagram(model)}\n{_table(model)}"


def write() -> list[Path]:
    """Write the pages; return those that changed."""
    changed = []
    for path, text in pages().items():
        file = settings.ROOT / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def _diagram(model: type[Stateful]) -> str:
    arrows = [
        f"    {'[*]' if one.source == 'new' else one.source} --> {target}: {one.name}"
        for one in steps.transitions(model)
        for target in steps.targets(one)
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *sorted(arrows), "```", ""])


def _table(model: type[Stateful]) -> str:
    by_name: dict[str, list[steps.Declared]] = {}
    for one in steps.transitions(model):
        by_name.setdefault(one.name, []).append(one)
    rows = [_row(name, found) for name, found in sorted(by_name.items())]
    head = ["| step | from | to | who | only when |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def _row(name: str, found: list[steps.Declared]) -> str:
    sources = ", ".join(sorted(str(one.source) for one in found))
    target = ", ".join(steps.targets(found[0])) or "(stays)"
    rules = "; ".join(f"`{rule.__name__}`" for rule in found[0].conditions) or "–"
    return f"| `{name}` | {sources} | {target} | `{found[0].permission.__name__}` | {rules} |"
