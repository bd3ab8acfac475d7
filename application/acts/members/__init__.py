"""Acts of members: joining and leaving, suspension, names and codes, focal points."""
