"""The query of what a member did that only an active member does."""

import sqlite3
from collections.abc import Collection

from application.model_rows import ActOfMember
from domain.history import History
from domain.members.active import acts_of_members
from infrastructure.read_model.standing_projection import records_of

_ACTED_ON = """
    SELECT DISTINCT e.stream FROM member_code k CROSS JOIN event e
        ON e.member = k.code AND +e.taskforce = k.taskforce AND +e.stream_kind = 'commitment'
    WHERE k.taskforce = ? AND k.member = ? AND k.known_to IS NULL ORDER BY e.stream
"""


def acts_of(
    connection: sqlite3.Connection,
    taskforce: str,
    member: str,
    commitments: Collection[str] | None = None,
) -> list[ActOfMember]:
    """Return what only an active member does and was not retracted, by position, ended or not."""
    acts = []
    found = connection.execute(_ACTED_ON, (taskforce, member)).fetchall()
    for commitment in (each for (each,) in found if commitments is None or each in commitments):
        history = History.of(records_of(connection, taskforce, commitment, member))
        for entry, done_on in acts_of_members(history):
            acts.append(
                ActOfMember(
                    entry_id=str(entry.id),
                    position=entry.first.position,
                    commitment=commitment,
                    topic=entry.event.TOPIC,
                    done_on=done_on,
                )
            )
    return sorted(acts, key=lambda act: act.position)
