"""From meanings back to words."""
