"""Far sides for tests, spoken to over real HTTP on loopback."""
