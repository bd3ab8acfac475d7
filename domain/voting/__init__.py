"""Who may vote at a meeting, who was there at which minute, and what a vote came to."""
