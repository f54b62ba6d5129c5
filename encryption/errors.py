"""What goes wrong with sealed values."""


class DecryptionError(Exception):
    """A sealed value could not be opened: moved, altered, sealed under another key, or its key is destroyed."""
