"""Commands that begin and maintain a register, and what is beside it."""
