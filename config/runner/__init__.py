"""What `run.py` does, in modules that need nothing but the standard library."""
