"""The acts, use cases, questions and reports of the register, and the ports that they need."""
