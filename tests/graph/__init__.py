"""Tests of the graph: whole conversations against the mocked Cal.com, and its pure parts alone."""
