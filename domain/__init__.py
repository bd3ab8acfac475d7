"""What can be promised, what can happen to it, and when we say no."""
