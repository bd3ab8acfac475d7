"""What this version answers otherwise of the register that version 0ba9ae2 made, and why."""

from tests.infrastructure.kept_answers import Meant, Place

REWORDED = {"withdrew its participation on ": "withdrew from "}
"""What is said of every entry of a kind in other words."""
SAID = {
    8: "a quorum is more than half of the members",
    57: "ATL suspended: At its own request.",
    62: "LAP gave notice of withdrawal from 2026-05-05",
    145: "inaugural meeting 2026-1 convened, Utopia",
    146: "meeting 2026-1 opened: 6 present, 1 represented, apologies from 1",
    158: "input IN-1 considered at meeting 2026-1: Taken note of.",
    178: "action A-1 completed: Sent to all.",
    192: "entry now shown to secretariat: Not yet published.",
}
"""Entries that are told in other words, by position."""
NOT_A_MEMBER = (
    "BRO was not a member on 2008-10-0{day}; only an active member can sign. Conflicts with entry "
    "52 (BRO joined, 2008-11-01)."
)
MADE_OTHERWISE = ("report progress",)
"""Reports that have other rows since, with the rules by which they count."""
MEANT: Meant = {
    **{
        Place("EXT", "conflicts", f"#{row}"): {"problem": NOT_A_MEMBER.format(day=day)}
        for row, day in enumerate((1, 1, 1, 2))
    },
    **{Place("EXT", "log", f"@{entry}"): {"what": what} for entry, what in SAID.items()},
    Place("EXT", "history ATL", "@57"): {"what": SAID[57]},
    Place("EXT", "meetings", "#0"): {
        "came": "6 present, 1 represented, apologies from 1, 2 absent"
    },
    Place("LATE", "status PA", "RUR", since="2020-11-04", known_from=234): {
        "standing": "former_party"
    },
    Place("LATE", "matrix", "RUR", since="2020-11-04", known_from=234): {
        "standings": {"PROV": "signatory", "M": "none", "PA": "former_party"}
    },
    Place("LATE", "conflicts", "#0"): {
        "about": "PA",
        "problem": "What began earlier was not ended by it in the version that recorded it, and is "
        "now. If it ended: depositary correct @210 closes=earlier. If it went on: depositary "
        "correct @210 excepting=@234.",
        "entries": [
            "@210 commitment.withdrawn of RUR on 2020-11-04",
            "@234 commitment.signed of RUR on 2016-04-22",
        ],
    },
}
"""What this version answers otherwise: a signature that was entered late ended with the rest.

`conflicts` says so, with the commands that settle it.
"""
