"""What people can ask: one function a question, answered for any day, as known on any other."""
