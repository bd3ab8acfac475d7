"""What only a person can say of a file: asked once, and kept in its mapping."""
