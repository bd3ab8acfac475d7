"""Tables that answer questions for any pair of days, and can be rebuilt."""
