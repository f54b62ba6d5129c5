"""What a story is made of."""

from typing import Any

from demo.walk import Walk

# A function of one of the story modules, then what it is told beside the walk.
Act = tuple[Any, ...]
Story = list[Act]


def play(walk: Walk, story: Story) -> None:
    """Everything in the story has happened, in its order."""
    for act, *told in story:
        act(walk, *told)
