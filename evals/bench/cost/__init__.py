"""What a turn and a booking cost, for us and for an ordinary agent."""
