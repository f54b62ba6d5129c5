"""What votes say. Pure: no case is read here.

A tie is a yes where the question is whether there are reasonable grounds, as one half of a panel seeing them is
reason enough to look further; it is a no where the question is whether the person is a victim (ADR 24).
"""

from collections.abc import Iterable

from identification.enums import Opinion, Stage


def says_yes(stage: str, opinions: Iterable[str]) -> bool:
    """Tell whether these votes answer the question of a stage with yes."""
    listed = list(opinions)
    agree = listed.count(Opinion.YES)
    against = len(listed) - agree
    return agree > against or (agree == against and stage == Stage.REASONABLE_GROUNDS)
