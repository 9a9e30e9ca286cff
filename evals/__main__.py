"""`python -m evals`."""

from evals.environment import prepare

prepare()  # before the libraries load

from evals.cli import main  # noqa: E402

main()
