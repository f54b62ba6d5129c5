"""Asking: the questions of a checklist, the page of one element, and how an answer is written down."""
