"""Loaded before Django's settings (see `addopts`): test mode, a running database, and what takes long goes first."""

import os

import pytest

from config import devdb

# Whoever is left with one of these at the end keeps the other cores waiting.
LONG = {"browser", "demo", "proofs", "races"}

os.environ["SAFE_PASSAGE_MODE"] = "test"
devdb.ensure()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long folders come first; otherwise the order stays."""
    items.sort(key=lambda item: LONG.isdisjoint(item.path.parts))
