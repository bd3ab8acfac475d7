"""Letters in their form: what `application/letters` says in a template, and what goes with it."""
