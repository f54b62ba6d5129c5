"""Loaded before Django's settings (see `addopts`): test mode, and a running database."""

import gc
import os

from config import devdb

os.environ["SAFE_PASSAGE_MODE"] = "test"
devdb.ensure()


def pytest_collection_finish() -> None:
    """What was imported stays for the whole run: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
