"""How what a case says of a person is destroyed: when they want nothing, and when it is erased."""
