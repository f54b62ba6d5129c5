"""Nothing starts while a file of retention is malformed: a clock that counts wrongly destroys what must be kept."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from retention.schedule import FOLDER
from retention.schedule_files import faults


@register()
def schedules_are_well_formed(app_configs: object = None, **_rest: Any) -> list[Error]:
    """Return an error for each thing that is wrong in the files, ours and the site's."""
    own = settings.RETENTION
    if own and not Path(own).is_dir():
        return [Error(f"RETENTION: {own} is no folder.", id="retention.E002")]
    folders = [FOLDER, *([Path(own)] if own else [])]
    found = [fault for folder in folders for file in sorted(folder.glob("*.json")) for fault in faults(file)]
    return [Error(one, id="retention.E001") for one in found]
