"""Letters to people: what they say, how they go out, and that they do so once."""
