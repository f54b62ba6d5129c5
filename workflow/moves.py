"""The migration that teaches the database which moves the declared transitions allow."""

from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from workflow import steps
from workflow.models import Stateful

TEMPLATE = """from django.db import migrations

from workflow.triggers import guard_status


class Migration(migrations.Migration):
    dependencies = [("{app}", "{before}")]
    operations = [
{operations}    ]
"""


def write(label: str) -> Path:
    """Write the next migration of an app: its tables' triggers allow exactly the moves declared now."""
    config = apps.get_app_config(label)
    models = [one for one in steps.stateful_models() if one._meta.app_label == label]
    before = MigrationLoader(None).graph.leaf_nodes(label)[0][1]
    text = TEMPLATE.format(app=label, before=before, operations="".join(map(_operation, models)))
    file = _folder(config) / f"{int(before[:4]) + 1:04}_moves.py"
    file.write_text(text, encoding="utf-8")
    return file.relative_to(settings.ROOT)


def _operation(model: type[Stateful]) -> str:
    pairs = "".join(
        f'                ("{source}", "{target}"),\n' for source, target in sorted(steps.moves(model))
    )
    table = model._meta.db_table
    return (
        f'        guard_status(\n            "{table}",\n            [\n{pairs}            ],\n        ),\n'
    )


def _folder(config: AppConfig) -> Path:
    return Path(config.path) / "migrations"
