"""What every adapter may use: files, locks, errors of SQLite and the disk."""
