"""Exports for other programs: events, tables, and their descriptions."""
