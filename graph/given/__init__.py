"""What a run is handed: the person's settings, the process's settings, the live ports."""
