"""Language models that take part in a run: where they are, what they say, and tapes of it."""
