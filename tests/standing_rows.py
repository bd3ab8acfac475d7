"""Whether a standing fits the dates beside it, in every row that the tests' registers have."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

FORMER = ("former_party", "former_signatory")
WHOLE = ("signature", "participation")
BOUND = ("party", "contracting_party")
Row = Mapping[str, object]
_SOUND: set[tuple[float, ...]] = set()
"""Sizes and times of files in which nothing was denied; copies have the same."""


def denials(folder: Path) -> Iterator[str]:
    """Yield each row of standings below a folder that its own dates deny."""
    for path in sorted(folder.rglob("gen-*.sqlite")):
        made = _made(path)
        if made in _SOUND:
            continue
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            try:
                rows = [dict(row) for row in db.execute("SELECT * FROM standing")]
            except sqlite3.DatabaseError:  # a test made it so
                continue
        found = [f"{path.name}: {why}: {row}" for row in rows if (why := denied(row))]
        if not found:
            _SOUND.add(made)
        yield from found


def _made(path: Path) -> tuple[float, ...]:
    """Return what changes when a database is written: size and time of the file and of its log."""
    files = [file.stat() for file in (path, path.with_name(f"{path.name}-wal")) if file.is_file()]
    return tuple(number for file in files for number in (file.st_size, file.st_mtime_ns))


def denied(row: Row) -> str:
    """Say what denies the standing of a row from its first day on, "" where nothing does.

    `row` is of the table `standing`. Dates are counted by the last day that they can mean.
    """
    standing = row["standing"]
    if standing in FORMER:
        return _former(row)
    if standing == "signatory":
        return _signatory(row)
    if standing in BOUND and row["withdrawn_on"] is not None:
        return "bound, and withdrawn"
    rules = {"party": _party, "contracting_party": _contracting_party}
    rule = rules.get(str(standing))
    return rule(row) if rule else ""  # no standing: a test damaged it


def _party(row: Row) -> str:
    return "" if _begun(row, "in_force_on") else "party before it is in force"


def _contracting_party(row: Row) -> str:
    if row["deposited_on"] is None and row["signature"] != "definitive_signature":
        return "bound by nothing"
    in_force = _surely_begun(row, "in_force_on") and not row["provisional"]
    return "in force, and not a party" if in_force else ""


def _former(row: Row) -> str:
    if row["withdrawn_on"] is None:
        return "former, and not withdrawn"
    if row["standing"] == "former_party" and row["in_force_on"] is None:
        return "was a party, and never in force"
    if row["standing"] == "former_signatory" and row["signed_on"] is None:
        return "was a signatory, and never signed"
    return ""


def _signatory(row: Row) -> str:
    if row["signed_on"] is None:
        return "signatory, and never signed"
    bound = row["deposited_on"] is not None and row["consent"] != "provisional_application"
    if bound and row["withdrawn_on"] is None:
        return "consent stands, and only a signatory"
    signed, left = row["signed_on_latest"], row["withdrawn_on_earliest"]
    earlier = isinstance(signed, str) and isinstance(left, str) and signed < left
    if row.get("withdrawn") in WHOLE and earlier:  # tables of 0ba9ae2 do not say
        return "signatory, and its signature was withdrawn"
    return ""


def _begun(row: Row, name: str) -> bool:
    """Say whether a day had come on the first day of the row; an unknown one may have."""
    return row[name] is not None and (row[f"{name}_latest"] is None or _surely_begun(row, name))


def _surely_begun(row: Row, name: str) -> bool:
    latest = row[f"{name}_latest"]
    return isinstance(latest, str) and latest <= str(row["from_day"])
