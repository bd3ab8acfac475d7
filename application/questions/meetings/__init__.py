"""Meetings, their decisions and actions, and how often there are any."""
