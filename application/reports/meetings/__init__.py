"""The minutes of a meeting of which sessions, presence, discussion or votes are recorded."""
