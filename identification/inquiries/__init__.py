"""Questions of the competent authority to the organisation that carries a case."""
