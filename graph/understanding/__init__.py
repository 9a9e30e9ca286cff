"""From text to intent: one schema, two interpreters behind one seam, and the grammar of a yes."""
