"""`python -m evals.bench`."""

from evals.environment import prepare

prepare()  # before the libraries load

from evals.bench.cli import main  # noqa: E402

main()
