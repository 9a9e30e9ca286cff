"""Writes to the calendar: look first, note it, send once, compare, in doubt look again."""
