"""What happened to whom: each person's story is a row of acts, each with what it is told."""

from demo.stories import arvenia, kept, neighbours
from demo.stories.acts import Story

STORIES: dict[str, Story] = {**arvenia.STORIES, **neighbours.STORIES, **kept.STORIES}

__all__ = ["STORIES", "Story"]
