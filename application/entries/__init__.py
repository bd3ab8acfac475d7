"""Entries of the log: how they are recorded, amended, chosen, shown to others and expunged."""
