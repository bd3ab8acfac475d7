"""The evidence itself: trees, notes, checkpoints, receipts, keys and policies."""
