"""What the page shows, drawn as HTML from what a turn told, never read back from its sentences; all of it encoded."""
