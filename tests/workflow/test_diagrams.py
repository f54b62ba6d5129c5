"""The diagrams are the declared steps, drawn anew whenever these change."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from accounts import roles
from workflow import diagrams, steps


@pytest.mark.parametrize("path", diagrams.pages(), ids=lambda path: path.stem)
def test_the_page_is_up_to_date(path: Path) -> None:
    """Else: `python3 run.py manage draw_workflows`."""
    file = settings.ROOT / path
    assert file.exists()
    assert file.read_text(encoding="utf-8") == diagrams.pages()[path]


def test_there_is_no_page_of_a_workflow_that_is_gone() -> None:
    drawn = {file.relative_to(settings.ROOT) for file in (settings.ROOT / diagrams.FOLDER).glob("*.md")}
    assert drawn == set(diagrams.pages()) - {diagrams.ROLES}


def test_the_page_of_roles_describes_every_role() -> None:
    page = diagrams.pages()[diagrams.ROLES]
    for role in roles.ALL.values():
        assert f"| {role.name} | `{role.code}` | {role.purpose} |" in page


def test_a_page_shows_every_step() -> None:
    for model in steps.stateful_models():
        page = diagrams.page(model)
        for one in steps.transitions(model):
            assert f"| `{one.name}` |" in page
            assert f"`{one.permission.__name__}`" in page


def test_the_command_draws_what_has_changed(tmp_path: Path, settings: object) -> None:
    settings.ROOT = tmp_path
    call_command("draw_workflows", verbosity=0, stdout=io.StringIO())
    assert {file.relative_to(tmp_path) for file in tmp_path.rglob("*.md")} == set(diagrams.pages())
    assert diagrams.write() == []
