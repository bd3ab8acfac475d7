"""A demonstration: the real Global Taskforce as far as sources go, an exercise, real treaties."""
