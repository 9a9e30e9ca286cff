"""Whole talks between two people, replayed with our assistant as one of them."""
