"""The pages of cases, identities and screenings."""
