"""Scenario files: what may stand in them, where they are found, how they are read and told."""
