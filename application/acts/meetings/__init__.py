"""Acts of meetings: called and opened, who was present, votes, minutes."""
