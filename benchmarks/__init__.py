"""How fast the product is, as ratios to raw SQL and to a trivial page, measured in one interleaved run."""
