"""Understanding without a network: vocabulary as data, ordered rules, and readers for names and times."""

from graph.understanding.offline.interpreter import OfflineInterpreter, understand

__all__ = ["OfflineInterpreter", "understand"]
