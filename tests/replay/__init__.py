"""Recorded answers of real Cal.com servers, replayed through the mock: `python -m tests.replay [2025-12|2026-07]`."""
