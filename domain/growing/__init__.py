"""What grows by a little at a time, and of which every earlier state is kept as it was."""
