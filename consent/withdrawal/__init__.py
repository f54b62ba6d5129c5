"""Taking consent back: what is chosen, what it means for this case, and the page that asks and then tells."""
