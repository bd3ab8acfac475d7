"""Acts about texts: how they are worded, signed, consented to and withdrawn from."""
