"""`pytest evals`: the same environment as `python -m evals`."""

from evals.environment import prepare

prepare()
