"""What the mocked Cal.com remembers: its tables, clock, ids, journal, faults and knobs."""
