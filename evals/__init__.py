"""Scripted conversations against the mocked Cal.com; the calendar's end state is the judge."""
