"""Acts: the Cal.com client, the verbs of scheduling, and the mocked far side."""
