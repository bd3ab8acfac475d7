"""Commands that begin and keep a register, and what is beside it."""
