"""What a case of the table of votes tells once its correction is in."""

from tests.domain.voting.table import Case, Correction, Earlier, Vote


def corrected(case: Case) -> Case:
    """The case as it is told once the correction is in."""
    said = case.correction
    assert said is not None
    match said.kind:
        case "arrival_corrected" | "departure_corrected":
            what = "arrives" if said.kind == "arrival_corrected" else "leaves"
            moved = [
                m.model_copy(update={"at": said.now})
                if (m.member, m.at, m.what) == (said.member, said.was, what)
                else m
                for m in case.movements
            ]
            return case.model_copy(update={"movements": tuple(moved)})
        case "proxy_retracted":
            kept = [p for p in case.proxies if (p.giver, p.holder) != (said.giver, said.holder)]
            return case.model_copy(update={"proxies": tuple(kept)})
        case "suspension_recorded":
            return _with_party(case, said.member, suspended_from=said.since)
        case "joining_corrected":
            return _with_party(case, said.member, joined=str(said.now))
        case "counts_corrected":
            assert isinstance(said.now, dict)
            assert case.vote
            told = {**case.vote.model_dump(by_alias=True), **said.now}
            return case.model_copy(update={"vote": Vote.model_validate(told)})
        case _:
            assert said.kind == "attendance_corrected"
            return case.model_copy(
                update={"last_meetings": tuple(_attended(e, said) for e in case.last_meetings)}
            )


def _attended(earlier: Earlier, said: Correction) -> Earlier:
    if earlier.day != said.meeting:
        return earlier
    others = tuple(name for name in earlier.present if name != said.member)
    present = (*others, said.member) if said.now == "present" else others
    return earlier.model_copy(update={"present": present})


def _with_party(case: Case, name: str, **changes: str) -> Case:
    parties = [p.model_copy(update=changes) if p.name == name else p for p in case.members]
    return case.model_copy(update={"members": tuple(parties)})
