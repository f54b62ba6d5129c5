"""Loaded before Django's settings (see `addopts`): test mode, and a running database."""

import os

from config import devdb

os.environ["SAFE_PASSAGE_MODE"] = "test"
devdb.ensure()
