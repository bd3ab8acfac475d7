"""The append-only log of events, in SQLite."""
