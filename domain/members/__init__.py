"""Members: who joined, left, was suspended, and under which names and codes."""
