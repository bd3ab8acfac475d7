"""Health checks of the reports that were published: they are there, and as they were published."""

from collections.abc import Iterator

from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.log.recorded_removals import RecordedRemovals
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.published.manifest import NAME, Manifest
from infrastructure.audit.published.published import look_at_file, not_as_recorded, published
from infrastructure.audit.published.reproduction import NAMED
from infrastructure.bootstrap import published_folder
from infrastructure.doctor.finding import HealthFinding, Installation, advice, closed, problem

_PUT_BACK = worded("Put back what was published, from a backup or from somebody who has it.")


def check_published(installation: Installation, log: LogFile) -> Iterator[HealthFinding]:
    """Check that reports are beside the register as they were published, or know of them.

    Files that are missing are no problem where a text was removed from the log since: they may
    have held it.
    """
    beside, elsewhere = published_folder(installation.store), list[str]()
    if any(closed(beside)):
        return  # the checks of places and permissions say it
    removals = RecordedRemovals(log)
    for each in published(log, removals):
        folder = beside / each.event.report
        if not folder.is_dir():
            elsewhere.append(each.event.report)
        elif wrong := not_as_recorded(each, [beside]):
            yield from (problem(sentence, _PUT_BACK) for sentence in wrong)
        else:
            for output in Manifest.parse(read_small(folder / NAME)).outputs:
                looked = look_at_file(output, folder)
                excused = looked == "missing" and removals.last > each.position
                if looked != "same" and not excused:
                    sentence = "{path} is not there as it was published."
                    yield problem(sentence, _PUT_BACK, path=folder / output.file)
    if elsewhere:
        yield advice(
            "Published, and not beside the register: {reports}.",
            "Keep copies of what was published elsewhere; bring back what should be here.",
            reports=", ".join(elsewhere[:NAMED]) + ", …" * (len(elsewhere) > NAMED),
        )
