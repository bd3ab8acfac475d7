"""What a file of contacts is made of, how it is kept, and by what it is known."""

APPLICATION_ID = int.from_bytes(b"DEPC")
SCHEMA_VERSION = 1

TABLES = (
    """
    CREATE TABLE contact (
        person_ref TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        email TEXT,
        office TEXT,
        member TEXT,
        added_on TEXT NOT NULL
    ) STRICT
    """,
    "CREATE TABLE erased (person_ref TEXT PRIMARY KEY NOT NULL, erased_on TEXT NOT NULL) STRICT",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
# Sorting and rewriting stay in memory, since a temporary file would hold names as well.
HABITS = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
MARKS = """
    SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
    FROM pragma_application_id, pragma_user_version
"""
