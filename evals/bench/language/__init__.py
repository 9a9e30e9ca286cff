"""How well and how fast words are understood, beside a library."""
