"""Files that people add: how they come in, and what is kept of a picture. Knows no model."""
