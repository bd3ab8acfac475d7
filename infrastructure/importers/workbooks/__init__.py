"""Workbooks that we write: templates, those of members, bad rows marked."""
