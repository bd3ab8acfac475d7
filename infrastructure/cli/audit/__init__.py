"""Commands that prove, and check what others prove."""
