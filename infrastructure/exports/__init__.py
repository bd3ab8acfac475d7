"""What is handed to other programs: events, tables, and what describes them."""
