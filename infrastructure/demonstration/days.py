"""The day of the demonstration."""

from datetime import date

DAY = date(2026, 11, 24)
"""What the demonstration shows is always as at and as known on this day."""
