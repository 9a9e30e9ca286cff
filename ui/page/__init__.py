"""The chat page: its parts, its events, its server and the guard before it."""
