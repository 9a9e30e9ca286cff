"""Mirrors the rooms; the only place that sees them all."""
