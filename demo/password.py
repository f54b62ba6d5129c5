"""The one password of everybody in the demo: published, and refused nowhere but in production."""

PASSWORD = "walk-with-me-2026"
