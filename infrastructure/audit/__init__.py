"""Evidence for those who trust nobody: trees, notes, checkpoints, receipts, verification."""
