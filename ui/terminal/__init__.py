"""The same conversation in a terminal, for people and for scripts."""
