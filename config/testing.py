"""A plugin of pytest, read before any setting: the tests run in test mode, on a database that is up."""

import os

from config import devdb

os.environ["SAFE_PASSAGE_MODE"] = "test"
devdb.ensure()
