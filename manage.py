#!/usr/bin/env python3
"""Django's command line; `run.py manage` calls it for the demo."""

import os
import sys

from django.core.management import execute_from_command_line

from config import devdb


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    devdb.ensure()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
