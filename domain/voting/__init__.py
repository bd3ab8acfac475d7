"""Who may vote at a meeting, how each took part, and what a vote came to."""
