"""Acts about progress: what is asked of members, what they report, and what others judge."""
