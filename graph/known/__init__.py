"""What a conversation knows: the state, and in it the request, the proposal and the yes to it."""
