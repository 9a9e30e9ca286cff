"""From settings to a running service, and what is done once when it opens."""
