"""The acts, entries, questions and reports of the register, and the ports that they need."""
