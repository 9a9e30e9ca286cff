"""Reading a message by what is there: typed spans first, then two tables of what they make together."""
