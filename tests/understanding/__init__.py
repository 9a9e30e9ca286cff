"""The room where words become intent: a yes, the offline interpreter, the model over HTTP."""
