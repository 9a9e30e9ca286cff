"""From a request to a card: what is missing, what is free, what is offered, what is proposed."""
