"""The graph for LangGraph's own server and Studio: compiled without a checkpointer, because the server brings one."""

from graph.build import build

graph = build().compile(name="calcom")
