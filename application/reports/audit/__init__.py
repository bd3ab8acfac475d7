"""The report of an audit: entries, figures drawn by lot, roles."""
