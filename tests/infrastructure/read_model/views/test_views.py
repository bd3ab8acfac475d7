"""The views answer what analysts and importers ask most."""

from uuid import UUID

from domain.events import bodies as t
from domain.events import meetings as m
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import Writer, on, signed, withdrawn

KEY, OTHER_KEY = "1" * 64, "2" * 64


def test_what_was_last_imported(model: SQLiteReadModel, writer: Writer) -> None:
    """A file is compared with its last import, not with what people corrected since."""

    def imports(key: str, digest: str, *, corrects: UUID | None = None, to: str = "C-1") -> UUID:
        envelope = {"row_key": key, "row_sha256": digest * 64}
        return writer.append(signed(to), envelope=envelope, corrects=corrects)

    first, second = imports(KEY, "a"), imports(KEY, "a", to="C-2")
    other = imports(OTHER_KEY, "a")
    assert model.imported([KEY])[KEY].entry_ids == (str(first), str(second))
    imports(KEY, "b", corrects=first)
    imports(KEY, "a", corrects=second)
    imports(KEY, "a", corrects=second)
    writer.append(signed(), corrects=first)

    found = model.imported([KEY, OTHER_KEY, "3" * 64])

    assert {key: (row.row_sha256[0], row.entry_ids) for key, row in found.items()} == {
        KEY: ("a", (str(second),)),
        OTHER_KEY: ("a", (str(other),)),
    }
    assert model.imported([]) == {}


def a_body_at_work(writer: Writer) -> UUID:
    """Record one entry for each view, and return the signature that was withdrawn."""
    writer.append(t.TaskAdopted(reference="T-1", text="To meet."))
    writer.append(t.ChairAppointed(chair="KEN", term_ends_on=on("2023-06")))
    writer.append(t.ViceChairAppointed(vice_chair="PER"))
    writer.append(t.ClaimRecorded(about="members", claim="There are five."))
    writer.append(t.InitiativeRecognised(name="Other", as_member="OTH"))
    writer.append(t.ReferenceGroupLinked(name="Group", sector="civil_society"))
    writer.append(
        m.MeetingConvened(
            meeting="M-1", kind="inaugural", agenda=(m.AgendaItem(item="1", title="Opening"),)
        )
    )
    attendance = (
        m.Attendance(member="KEN", presence="present"),
        m.Attendance(member="PER", presence="excused"),
    )
    writer.append(m.MeetingOpened(meeting="M-1", attendance=attendance), "2022-06-01")
    writer.append(m.MeetingClosed(meeting="M-1"), "2022-06-02")
    writer.append(m.MeetingOpened(meeting="M-2"))
    entry = writer.append(signed())
    writer.append(withdrawn(entry))
    writer.retract(writer.append(signed("C-2")))
    return entry


def test_views_show_what_analysts_ask(model: SQLiteReadModel, writer: Writer) -> None:
    """Each view is one question of an analyst; an entry that was retracted is in none."""
    entry = a_body_at_work(writer)

    def rows(columns: str, view: str) -> list[tuple[object, ...]]:
        return list(model.query(f"SELECT {columns} FROM {view} ORDER BY entry")[1])

    assert rows("reference, text, visibility", "tasks") == [("T-1", "To meet.", "members")]
    assert rows("office, member, term_ends_on", "offices") == [
        ("chair", "KEN", "2023-06"),
        ("vice_chair", "PER", None),
    ]
    assert rows("about, claim", "claims") == [("members", "There are five.")]
    assert rows("name, as_member", "initiatives") == [("Other", "OTH")]
    assert rows("name, sector", "reference_groups") == [("Group", "civil_society")]
    assert rows("meeting, agenda, opened_on, closed_on", "meetings") == [
        ("M-1", '["Opening"]', "2022-06-01", "2022-06-02")
    ]
    assert rows("meeting, member, presence", "attendance") == [
        ("M-1", "KEN", "present"),
        ("M-1", "PER", "excused"),
    ]
    assert rows("commitment, member, kind, version", "signatures") == [
        ("C-1", "KEN", "signature", "1")
    ]
    assert rows('"of", ends', "withdrawals") == [("signature", f'["{entry}"]')]
    assert rows("*", "consents") == []
