"""Renderers of answers, reports, calendars, charts and replays."""
