"""What somebody is told who is refused."""

from collections.abc import Callable

import pytest

from workflow.refusal import Refused


def told(act: Callable[[], object]) -> list[str]:
    """Return the codes of the refusal that the act meets."""
    with pytest.raises(Refused) as refused:
        act()
    return [one.code for one in refused.value.refusals]
