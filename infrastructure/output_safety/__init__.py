"""Which files a command may overwrite with its output."""
