"""Event types, teams and private links."""
