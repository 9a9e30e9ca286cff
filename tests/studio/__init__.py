"""The graph as LangGraph's own server serves it."""
