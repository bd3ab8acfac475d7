"""Reports on meetings: minutes, decisions, attendance, and votes hour by hour."""
