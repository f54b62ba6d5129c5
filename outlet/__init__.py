"""The one way out: what leaves the product leaves here, on a basis asked that moment, its event written first."""
