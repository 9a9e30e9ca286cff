"""One file for each command of the console script."""
