"""Answers to questions about the calendar, from what stands in it."""
