"""Gaps and opportunities in members' laws."""
