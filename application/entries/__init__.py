"""Entries of the log: how they are amended, chosen, shown to others and expunged."""
