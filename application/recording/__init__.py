"""How acts are recorded: a unit of work with all that it decides, judged and stored as one."""
