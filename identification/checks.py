"""Nothing starts while the file of a country is malformed: a clock that counts wrongly takes somebody's right."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from identification.jurisdiction_files import faults
from identification.jurisdictions import FOLDER, files, read


@register()
def countries_are_well_formed(app_configs: object = None, **_rest: Any) -> list[Error]:
    """Return an error for each thing that is wrong in the files of the countries, ours and the site's."""
    own = settings.JURISDICTIONS
    if own and not Path(own).is_dir():
        return [Error(f"JURISDICTIONS: {own} is no folder.", id="identification.E002")]
    found = [fault for folder in (FOLDER, own) if folder for fault in faults_in(Path(folder))]
    return [Error(one, id="identification.E001") for one in found]


def faults_in(folder: Path) -> list[str]:
    """Return what is wrong with the files of a folder, and which country has two."""
    wrong = [fault for file in files(folder) for fault in faults(file)]
    codes = Counter() if wrong else Counter(read(file)["code"] for file in files(folder))
    return wrong + [f"{code}: more than one file has this code." for code, n in codes.items() if n > 1]
