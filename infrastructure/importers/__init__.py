"""Files that become events: reading, mapping, reporting of bad rows."""
