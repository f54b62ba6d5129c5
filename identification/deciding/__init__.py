"""How the competent authority decides: once or twice, by one member or by the votes of several."""
