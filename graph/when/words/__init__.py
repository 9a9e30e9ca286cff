"""From text to trees: the words about time, their grammar and the trees it builds."""
