"""The file `backup.json`, by which a folder is a backup, and the names of what it lists.

A folder without that file is no backup: it is written last, when all else is on the disk. A store
beside it is read-only. The names never change.
"""

BACKUP = "backup.json"
"""What only a backup has beside the log."""
LOG, CONTACTS, SENT, CONFIG = "log.db", "contacts.db", "sent.db", "depositary.toml"
CHECKPOINTS, PUBLISHED, TEMPLATES = "checkpoints", "published", "templates"
FILES = (LOG, CONTACTS, SENT, CONFIG)
FOLDERS = (CHECKPOINTS, PUBLISHED, TEMPLATES)
