"""From the rows of a table to acts: mappings, order, comparison, what is wrong."""
