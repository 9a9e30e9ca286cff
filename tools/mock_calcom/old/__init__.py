"""Controllers of earlier API versions, which a client meets when it forgets the version header."""
