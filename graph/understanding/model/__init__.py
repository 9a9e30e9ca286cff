"""Understanding by a language model."""
