"""Progress: when reports are due, and how they are reviewed."""
