"""What happens to an approved proposal: the last look, the write itself, how it ended, and the ones in doubt."""
