"""Every standing, and how a member gets there."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from domain.events.entries import Retracted
from domain.events.texts import (
    Consented,
    ConsentKind,
    EnteredIntoForce,
    SignatureConfirmed,
    SignatureKind,
    Signed,
    Withdrawn,
    WithdrawnWhat,
)
from domain.texts.standing import CommitmentStanding, commitment_standing
from domain.texts.standing_kinds import Standing
from tests.domain.given import SHA, Log, day, exactly, id_of

PARTY, CONTRACTING, SIGNATORY, FORMER_PARTY, FORMER_SIGNATORY, NONE = Standing

Act = Callable[[Log], object]


def signed(
    on: str, kind: SignatureKind = "signature", in_force: str | None = None, version: str = "1"
) -> Act:
    event = Signed(
        commitment="T-1",
        member="ATL",
        kind=kind,
        version=version,
        text_sha256=SHA,
        in_force_on=day(in_force) if in_force else None,
    )
    return lambda log: log.add(event, on)


def consented(
    deposited: str,
    in_force: str | None = None,
    kind: ConsentKind = "ratification",
    begins: str | None = None,
) -> Act:
    event = Consented(
        commitment="T-1",
        member="ATL",
        kind=kind,
        deposited_on=day(deposited),
        in_force_on=day(in_force) if in_force else None,
    )
    return lambda log: log.add(event, begins or deposited)


def withdrew(
    on: str, *ended: int, of: WithdrawnWhat = "participation", excepting: tuple[int, ...] = ()
) -> Act:
    event = Withdrawn(
        commitment="T-1",
        member="ATL",
        of=of,
        ends=tuple(map(id_of, ended)),
        excepting=tuple(map(id_of, excepting)),
    )
    return lambda log: log.add(event, on)


def in_force(on: str, of: int) -> Act:
    event = EnteredIntoForce(commitment="T-1", member="ATL", act=id_of(of))
    return lambda log: log.add(event, on)


def confirmed(on: str, signature: int) -> Act:
    event = SignatureConfirmed(commitment="T-1", member="ATL", act=id_of(signature))
    return lambda log: log.add(event, on)


def retracted(entry: int) -> Act:
    return lambda log: log.add(Retracted(entry_id=id_of(entry), reason="Never"))


def standing_of(acts: list[Act], on: str) -> CommitmentStanding:
    log = Log(today="2026-01-01")
    for act in acts:
        act(log)
    return commitment_standing(log.history(), exactly(on))


@dataclass(frozen=True)
class Case:
    """Acts, and the standing on some days; each day is the first or last of its standing."""

    name: str
    acts: list[Act]
    standings: dict[str, Standing]


RATIFIED = [signed("2020-01-01"), consented("2021-01-01", "2022-01-01")]
CASES = [
    Case("nothing", [], {"2020-01-01": NONE}),
    Case("signed", [signed("2020-01-01")], {"2019-12-31": NONE, "2020-01-01": SIGNATORY}),
    Case(
        "endorsed",
        [signed("2020-01-01", "endorsement"), withdrew("2021-01-01", 1, of="signature")],
        {"2019-12-31": NONE, "2020-12-31": SIGNATORY, "2021-01-01": FORMER_SIGNATORY},
    ),
    Case(
        "ratified",
        RATIFIED,
        {
            "2020-12-31": SIGNATORY,
            "2021-01-01": CONTRACTING,
            "2021-12-31": CONTRACTING,
            "2022-01-01": PARTY,
        },
    ),
    Case(
        "left altogether",
        [*RATIFIED, withdrew("2023-01-01", 1, 2)],
        {"2022-12-31": PARTY, "2023-01-01": FORMER_PARTY},
    ),
    Case(
        "withdrew its ratification and is still a signatory, as Russia",
        [*RATIFIED, withdrew("2023-01-01", 2, of="consent")],
        {"2022-12-31": PARTY, "2023-01-01": SIGNATORY},
    ),
    Case(
        "withdrew its consent before it was in force",
        [*RATIFIED, withdrew("2021-06-01", 2, of="consent")],
        {"2021-05-31": CONTRACTING, "2021-06-01": SIGNATORY, "2022-01-01": SIGNATORY},
    ),
    Case(
        "left on the day of entry into force, so was never a party",
        [*RATIFIED, withdrew("2022-01-01", 1, 2)],
        {"2021-12-31": CONTRACTING, "2022-01-01": FORMER_SIGNATORY},
    ),
    Case(
        "acceded, and gave it up before it was in force",
        [consented("2021-01-01", "2022-01-01", "accession"), withdrew("2021-06-01", 1)],
        {"2021-05-31": CONTRACTING, "2021-06-01": NONE},
    ),
    Case(
        "acceded and left",
        [consented("2021-01-01", "2021-01-01", "accession"), withdrew("2023-01-01", 1)],
        {"2020-12-31": NONE, "2021-01-01": PARTY, "2023-01-01": FORMER_PARTY},
    ),
    Case(
        "left and acceded again",
        [
            consented("2010-01-01", "2010-02-01", "accession"),
            withdrew("2012-01-01", 1),
            consented("2014-01-01", "2014-02-01", "accession"),
        ],
        {
            "2010-02-01": PARTY,
            "2012-01-01": FORMER_PARTY,
            "2014-01-01": CONTRACTING,
            "2014-02-01": PARTY,
        },
    ),
    Case(
        "signed definitively",
        [signed("2020-01-01", "definitive_signature", "2020-02-01")],
        {"2019-12-31": NONE, "2020-01-01": CONTRACTING, "2020-02-01": PARTY},
    ),
    Case(
        "signed definitively with effect at once",
        [signed("2020-01-01", "definitive_signature", "2020-01-01")],
        {"2020-01-01": PARTY},
    ),
    Case(
        "signed definitively and left",
        [signed("2020-01-01", "definitive_signature", "2020-02-01"), withdrew("2021-01-01", 1)],
        {"2021-01-01": FORMER_PARTY},
    ),
    Case(
        "signed definitively and left before it was in force",
        [signed("2020-01-01", "definitive_signature", "2020-02-01"), withdrew("2020-01-15", 1)],
        {"2020-01-15": FORMER_SIGNATORY},
    ),
    Case(
        "an ordinary signature never binds, whatever date it carries",
        [signed("2020-01-01", "signature", "2020-02-01")],
        {"2020-03-01": SIGNATORY},
    ),
    Case(
        "signed ad referendum",
        [signed("2020-01-01", "signature_ad_referendum")],
        {"2020-01-01": NONE, "2025-01-01": NONE},
    ),
    Case(
        "signed ad referendum and confirmed",
        [signed("2020-01-01", "signature_ad_referendum"), confirmed("2020-06-01", 1)],
        {"2020-05-31": NONE, "2020-06-01": SIGNATORY},
    ),
    Case(
        "another signature was confirmed",
        [
            signed("2020-01-01", "signature_ad_referendum"),
            signed("2020-01-01", "signature_ad_referendum", version="2"),
            confirmed("2020-06-01", 2),
            withdrew("2020-07-01", 2, of="signature"),
        ],
        {"2020-05-31": NONE, "2020-06-01": SIGNATORY, "2020-07-01": FORMER_SIGNATORY},
    ),
    Case(
        "the confirmation was retracted",
        [signed("2020-01-01", "signature_ad_referendum"), confirmed("2020-06-01", 1), retracted(2)],
        {"2020-06-01": NONE},
    ),
    Case(
        "succeeded with effect before the deposit",
        [consented("2001-03-12", "1992-04-27", "succession", begins="1992-04-27")],
        {"1992-04-26": NONE, "1992-04-27": PARTY, "2001-03-11": PARTY, "2001-03-12": PARTY},
    ),
    Case(
        "applied provisionally",
        [consented("2020-01-01", "2020-01-01", "provisional_application")],
        {"2019-12-31": NONE, "2020-01-01": CONTRACTING, "2025-01-01": CONTRACTING},
    ),
    Case(
        "ended provisional application, and so was never a party",
        [
            signed("2019-01-01"),
            consented("2020-01-01", "2020-01-01", "provisional_application"),
            withdrew("2021-01-01", 2, of="consent"),
        ],
        {"2020-12-31": CONTRACTING, "2021-01-01": SIGNATORY},
    ),
    Case(
        "entry into force was known only later",
        [consented("2020-01-01"), in_force("2020-05-01", 1)],
        {"2020-04-30": CONTRACTING, "2020-05-01": PARTY},
    ),
    Case(
        "entry into force as recorded later wins over the day first given",
        [consented("2020-01-01", "2020-03-01"), in_force("2020-05-01", 1)],
        {"2020-03-01": CONTRACTING, "2020-05-01": PARTY},
    ),
    Case(
        "the recorded entry into force was retracted",
        [consented("2020-01-01", "2020-03-01"), in_force("2020-05-01", 1), retracted(2)],
        {"2020-03-01": PARTY},
    ),
    Case(
        "no day of entry into force is known",
        [consented("2020-01-01")],
        {"2020-01-01": CONTRACTING, "2100-01-01": CONTRACTING},
    ),
    Case(
        "entry into force on an unknown day had happened when it was recorded",
        [consented("2020-01-01", "unknown")],
        {"2025-12-31": CONTRACTING, "2026-01-01": PARTY},
    ),
    Case(
        "left, and revoked that before it took effect",
        [*RATIFIED, withdrew("2024-01-01", 1, 2), withdrew("2023-06-01", 3, of="withdrawal")],
        {"2023-12-31": PARTY, "2024-01-01": PARTY},
    ),
    Case(
        "left, and revoked that after it took effect",
        [*RATIFIED, withdrew("2024-01-01", 1, 2), withdrew("2024-06-01", 3, of="withdrawal")],
        {"2024-01-01": FORMER_PARTY, "2024-05-31": FORMER_PARTY, "2024-06-01": PARTY},
    ),
    Case(
        "a withdrawal for a coarse date counts from its last day",
        [*RATIFIED, withdrew("2024", 1, 2)],
        {"2024-12-30": PARTY, "2024-12-31": FORMER_PARTY},
    ),
    Case(
        "the signature was withdrawn, the consent was not",
        [*RATIFIED, withdrew("2023-01-01", 1, of="signature")],
        {"2023-01-01": PARTY},
    ),
]


@pytest.mark.parametrize(
    ("acts", "on", "standing"),
    [
        pytest.param(case.acts, on, standing, id=f"{case.name}, {on}")
        for case in CASES
        for on, standing in case.standings.items()
    ],
)
def test_acts_give_a_standing_on_a_day(acts: list[Act], on: str, standing: Standing) -> None:
    """The table is what a depositary publishes; each line is a rule of the language."""
    assert standing_of(acts, on).standing is standing


def test_every_standing_is_in_the_table() -> None:
    """A standing that no act leads to would mean nothing."""
    assert {s for case in CASES for s in case.standings.values()} == set(Standing)
