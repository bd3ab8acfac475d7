"""Practices, inputs, advice and contributions, and what came of them."""
