"""The report of progress, and how far members are."""
