"""From settings to a running house, and what is done once when it opens."""
