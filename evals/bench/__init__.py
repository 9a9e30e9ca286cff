"""Speed and cost, measured side by side with what else there is: `python -m evals.bench`, or `make bench`."""
