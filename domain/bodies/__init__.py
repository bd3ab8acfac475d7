"""The body: its founding, tasks, offices, texts that are open for signature."""
