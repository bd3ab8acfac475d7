"""Questions that analysts ask most, for any pair of days, as Datasette offers them."""

from dataclasses import dataclass

# Blank is now: Datasette sends what nobody filled in as an empty text.
_ASKED = """
WITH asked AS (
    SELECT coalesce(nullif(:on, ''), date('now')) AS day,
        CASE
            WHEN :known LIKE '____-__-__' THEN (
                SELECT coalesce(max(position), 0) FROM event
                WHERE substr(recorded_at, 1, 10) <= :known
            )
            WHEN :known IS NULL OR :known = '' THEN (SELECT position FROM snapshot)
            ELSE CAST(ltrim(:known, '@') AS INTEGER)
        END AS known
)
""".strip()
_KNOWN = "{0}.known_from <= {1} AND ({0}.known_to IS NULL OR {0}.known_to > {1})"
_THEN = (
    f"{_KNOWN.format('v', 'asked.known')} AND v.from_day <= asked.day"
    " AND (v.until_day IS NULL OR v.until_day > asked.day) AND v.audience_to = 2"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Canned:
    """One question; its parameters are those that its SQL names."""

    name: str
    title: str
    description: str
    sql: str


_CLOCKS = (
    "on: a day, such as 2026-01-16; blank is today. known: a position such as @11, or a day;"
    " blank is the last position that this file knows."
)
CANNED = (
    Canned(
        name="standings_then",
        title="Where members stood on commitments",
        description=_CLOCKS,
        sql=f"""
{_ASKED}
SELECT c.instrument, c.reference AS commitment, m.code AS member, v.standing, v.signed_on,
    v.deposited_on, v.in_force_on, v.withdrawn_on
FROM asked, standing v JOIN member m ON m.id = v.member_id
    JOIN commitment c ON c.id = v.commitment_id
WHERE {_THEN} ORDER BY commitment, member
""",  # noqa: S608  # our own conditions
    ),
    Canned(
        name="members_then",
        title="Who belonged",
        description=_CLOCKS,
        sql=f"""
{_ASKED}
SELECT m.code AS member, v.name, v.kind, v.standing, v.applied_on, v.joined_on, v.suspended_on,
    v.withdrew_on
FROM asked, membership v JOIN member m ON m.id = v.member_id
WHERE {_THEN} ORDER BY member
""",  # noqa: S608  # our own conditions
    ),
    Canned(
        name="counts_then",
        title="How many stood how on each commitment",
        description=_CLOCKS,
        sql=f"""
{_ASKED}
SELECT c.reference AS commitment, v.standing, count(*) AS members
FROM asked, standing v JOIN commitment c ON c.id = v.commitment_id
WHERE {_THEN} GROUP BY c.reference, v.standing ORDER BY commitment, v.standing
""",  # noqa: S608  # our own conditions
    ),
    Canned(
        name="entries_then",
        title="What the register said",
        description=f"Entries that had begun for certain by that day. {_CLOCKS}",
        sql=f"""
{_ASKED}
SELECT v.entry, v.position, v.topic, v.stream, v.member, v.effective_on, v.content
FROM asked, assertion v
WHERE {_KNOWN.format("v", "asked.known")} AND v.begins_by <= asked.day ORDER BY v.entry
""",  # noqa: S608  # our own conditions
    ),
    Canned(
        name="learnt_since",
        title="What the register said differently, or not at all",
        description=f"Entries whose word then is not the word now, both ways. {_CLOCKS}",
        sql=f"""
{_ASKED}
SELECT v.entry, v.position, v.topic, v.stream, v.member, v.effective_on,
    CASE WHEN v.known_to IS NULL THEN 'said now' ELSE 'said then' END AS word
FROM asked, assertion v
WHERE v.begins_by <= asked.day
    AND ({_KNOWN.format("v", "asked.known")}) <> (v.known_to IS NULL)
ORDER BY v.entry, v.position
""",  # noqa: S608  # our own conditions
    ),
)
