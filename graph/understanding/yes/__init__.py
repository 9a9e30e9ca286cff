"""The closed grammar of a yes, a no and a "never mind", and how much of a card they speak of."""
