"""What countries, parties, months and columns of tables are customarily called, as data."""
