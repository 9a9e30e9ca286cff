"""Judges: scripted conversations replayed against a mocked Cal.com."""
