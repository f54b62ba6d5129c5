#!/usr/bin/env python3
"""Write the five secrets of a deployment, each into a file of its own that only you can read.

    python3 deploy/make_secrets.py [FOLDER]     (./secrets if no folder is named)

Existing files are never overwritten: whoever loses field_encryption_key loses every sealed name for good.
Keep copies of field_encryption_key and audit_key apart from the backups of the database.
The product reads them as the user of its image; run by root, this gives them to that user.
"""

import base64
import os
import secrets
import sys
from pathlib import Path

MAKERS = {
    "db_password": lambda: secrets.token_urlsafe(32),
    "db_app_password": lambda: secrets.token_urlsafe(32),
    "secret_key": lambda: secrets.token_urlsafe(64),
    "field_encryption_key": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "audit_key": lambda: secrets.token_urlsafe(64),
}

IMAGE_USER = 10001  # as in the Dockerfile


def main(words: list[str]) -> int:
    if len(words) > 1 or any(word.startswith("-") for word in words):
        print(__doc__)
        return 2
    folder = Path(words[0] if words else "secrets")
    if present := [name for name in MAKERS if (folder / name).exists()]:
        print(f"Nothing was written: {folder} already holds {', '.join(present)}.", file=sys.stderr)
        return 1
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        write(folder / name, make())
    print(f"Wrote {', '.join(MAKERS)} to {folder}. Keep copies apart from the backups of the database.")
    if os.geteuid() != 0:
        print(f"Start with APP_USER={os.geteuid()}:{os.getegid()}, so that the product can read them.")
    return 0


def write(path: Path, value: str) -> None:
    """Create the file; one that appeared meanwhile is an error."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        if os.geteuid() == 0:
            os.fchown(handle, IMAGE_USER, IMAGE_USER)
        file.write(value + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
