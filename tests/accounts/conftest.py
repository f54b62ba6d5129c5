"""What tests of second factors stand on."""

from collections.abc import Iterator

import pytest

from tests.authenticator import half_minute


@pytest.fixture
def one_code() -> Iterator[None]:
    """The test does not end in another half minute than it began in: a code would be another one."""
    with half_minute():
        yield
