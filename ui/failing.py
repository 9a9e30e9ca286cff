"""Reasons not to start at all, in a sentence that says what to do."""


class CannotStart(Exception):
    """Printed as it is, without a traceback; the script ends with 1."""
