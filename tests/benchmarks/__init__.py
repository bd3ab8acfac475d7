"""How long each job takes beside the same job by hand, and how that grows with the register."""
