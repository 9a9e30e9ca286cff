"""Rows of JSON answered one by one, for the commands and for whoever measures understanding."""
