"""All views of the read model: what analysts ask most, over the entries as they are now.

They are made where analysts ask, and not in the tables: each question would have to read them.
"""

import sqlite3

from infrastructure.read_model.views import (
    bodies,
    laws,
    log,
    meetings,
    members,
    progress,
    texts,
    voting,
    work,
)

VIEWS = (
    *bodies.VIEWS,
    *members.VIEWS,
    *texts.VIEWS,
    *meetings.VIEWS,
    *voting.VIEWS,
    *progress.VIEWS,
    *laws.VIEWS,
    *work.VIEWS,
    *log.VIEWS,
)


def create_views(connection: sqlite3.Connection, *, temporary: bool = False) -> None:
    """Make all views over the tables; temporary ones for this connection alone."""
    kind = "TEMP VIEW" if temporary else "VIEW"
    for view in VIEWS:
        connection.execute(f'CREATE {kind} "{view.name}" AS {view.sql}')
