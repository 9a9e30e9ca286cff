"""`python -m evals.bench`."""

from evals.bench.cli import main

main()
