"""What was recorded: history, conflicts, search, documents, publications."""
