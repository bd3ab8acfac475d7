"""How a published report is made again, and compared: `report reproduce`."""

from collections.abc import Iterator
from pathlib import Path

import click

from domain.words import worded
from infrastructure.audit.log.log_file import opened
from infrastructure.audit.proofs.files import read_small
from infrastructure.audit.published.manifest import NAME, Manifest
from infrastructure.audit.published.reproducing import read_evidence, reproduce
from infrastructure.audit.published.reproduction import Reproduction
from infrastructure.cli.open_register import Session
from infrastructure.cli.reports.making import make_report, report_style
from infrastructure.cli.screen import put_json, say, tell
from infrastructure.files.writing import write_new
from infrastructure.output_safety.overwrite_rules import must_be_empty, must_be_folder

_RESULT_WORDS = {
    "same": worded("the same"),
    "same_data": worded("the same data, in other words"),
    "different": worded("different"),
    "not_compared": worded("not compared"),
}


def reproduce_report(
    ctx: click.Context, /, *, manifest: Path, output: Path | None, form: str
) -> int:
    """Make a published report again from its manifest, and return the exit code of what came."""
    session = Session(ctx)
    if output is not None:
        must_be_folder(session.settings, output)
        must_be_empty(output)
    file = manifest / NAME if manifest.is_dir() else manifest
    published, folder = Manifest.parse(read_small(file)), file.absolute().parent
    with opened(session.store) as log:
        read = read_evidence(log, [published])
        found = reproduce(read, published, make_report, report_style(session), folder)
    if form == "json":
        put_json(found.as_json())
    else:
        say(*_lines(found))
    _write(found, output)
    return found.exit_code


def _write(found: Reproduction, output: Path | None) -> None:
    """Write the files as they are made now; none is overwritten."""
    if output is None:
        return
    for file, content in found.made.items():
        write_new(output / file, content)
    tell("Files written to {output}: {count}.", count=len(found.made), output=output)


def _lines(found: Reproduction) -> Iterator[str]:
    manifest = found.manifest
    recorded = (
        worded("not recorded")
        if found.recorded is None
        else worded("recorded as @{recorded}", recorded=found.recorded)
    )
    yield f"{manifest.report}: {manifest.title}"
    yield worded(
        "{recorded}, as known {known}, for {audience}",
        recorded=recorded,
        known=manifest.known,
        audience=manifest.audience.value,
    )
    prefix = worded("the same") if found.rests_on_the_same else worded("different")
    yield worded(
        "{size} entries that it rests on: {prefix}", size=manifest.prefix.size, prefix=prefix
    )
    yield worded("content: {result}", result=_RESULT_WORDS[found.content])
    for each in found.outputs:
        values = {"file": each.file, "result": _RESULT_WORDS[each.result]}
        if each.sentence:
            values["why"] = each.sentence.removesuffix(".")
            yield worded("{file}: {result} ({why})", **values)
        else:
            yield worded("{file}: {result}", **values)
    for sentence in (*found.findings, *found.accounted):
        yield worded("finding: {sentence}", sentence=sentence)
    for sentence in found.notes:
        yield worded("note: {sentence}", sentence=sentence)
    yield found.result
