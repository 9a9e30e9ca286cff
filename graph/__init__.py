"""Decides: what a conversation knows, what it may do next, and the words people read."""
