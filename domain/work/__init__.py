"""What the body exchanges with others."""
