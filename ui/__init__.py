"""Shows: the chat page, the terminal and the console script."""
