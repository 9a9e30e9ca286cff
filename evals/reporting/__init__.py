"""What a run comes to, kept on disk and told to people and to other programs."""
