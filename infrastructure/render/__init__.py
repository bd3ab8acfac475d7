"""Renderers of answers, reports, calendars and charts."""
