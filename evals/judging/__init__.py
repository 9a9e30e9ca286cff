"""From a record to a verdict: pure checks, and the record they look at."""
