"""The views of bodies and texts show what was founded, adopted, reworded and closed."""

from domain.event import Event
from domain.events import bodies as t
from domain.events import members as m
from domain.events import texts as c
from domain.values import LegalNature
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from tests.infrastructure.read_model.given import Writer, on

DIGEST = "0" * 64
POLITICAL = LegalNature.POLITICAL
SCALE = t.ScaleRegistered(
    scale="OGP", version="1", title="Completion", values=(t.ScaleValue(value="no", label="No"),)
)
TOLD: tuple[Event, ...] = (
    t.Established(code="GTF", name="Body", nature="exercise", meetings_per_year=2),
    t.RecordKeptFrom(),
    t.InstrumentAdopted(reference="MISSION", title="Mission", legal_nature=POLITICAL),
    SCALE,
    c.Adopted(
        commitment="C-1",
        instrument="MISSION",
        legal_nature=POLITICAL,
        text="X.",
        text_sha256=DIGEST,
    ),
    c.Amended(commitment="C-1", version="2", text="Y.", text_sha256=DIGEST),
    c.Superseded(commitment="C-1", by="C-2"),
    c.Split(commitment="C-2", into=("C-3", "C-4")),
    c.Closed(commitment="C-3", reason="Done."),
    c.StatementMade(commitment="C-1", member="KEN", kind="objection", text="No."),
    m.WithdrawalNotified(member="KEN", takes_effect_on=on("2027")),
)


def test_each_view_shows_its_entry(model: SQLiteReadModel, writer: Writer) -> None:
    """An analyst finds every fact by its name, without reading JSON."""
    for event in TOLD:
        writer.append(event, "2026-01-10")

    def rows(columns: str, view: str) -> list[tuple[object, ...]]:
        return list(model.query(f"SELECT {columns} FROM {view} ORDER BY entry")[1])

    assert rows("name, nature, meetings_per_year", "bodies")[1:] == [("Body", "exercise", 2)]
    assert rows("effective_on", "record_kept") == [("2026-01-10",)]
    assert rows("reference, legal_nature, version", "instruments") == [
        ("MISSION", "political", "1")
    ]
    assert rows("scale, version, title", "scales") == [("OGP", "1", "Completion")]
    assert rows("commitment, instrument, text", "commitments") == [("C-1", "MISSION", "X.")]
    assert rows("commitment, version, text", "wordings") == [("C-1", "2", "Y.")]
    assert rows("commitment, how, heirs, reason", "commitment_ends") == [
        ("C-1", "superseded", '["C-2"]', None),
        ("C-2", "split", '["C-3","C-4"]', None),
        ("C-3", "closed", "[]", "Done."),
    ]
    assert rows("member, kind, text", "statements") == [("KEN", "objection", "No.")]
    assert rows("member, takes_effect_on", "notices_of_withdrawal") == [("KEN", "2027")]
