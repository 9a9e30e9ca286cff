"""Data folders as earlier releases left them; every later release opens them (tests/graph/test_stored.py)."""
