"""What is recorded of the log itself."""
