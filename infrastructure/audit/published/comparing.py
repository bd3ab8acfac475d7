"""Compares a published report that was made again, data, words and files, with its manifest."""

from hashlib import sha256

from application.questions.asking.ask import Ask
from application.reports.document import Report
from application.reports.earlier_words import in_earlier_words
from application.reports.versions import RULES, WORDS
from domain.errors import DepositaryError, Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.log_file import LogFile
from infrastructure.audit.published.composing import Make
from infrastructure.audit.published.manifest import Manifest, Output, content_sha256, data_sha256
from infrastructure.audit.published.prefix import LogPrefix
from infrastructure.audit.published.reproduction import Compared, Reproduction, Result, named
from infrastructure.language import languages
from infrastructure.read_model.sqlite_read_model import SQLiteReadModel
from infrastructure.render.forms import ReportStyle, render
from infrastructure.render.provenance import DEPENDENCIES, differing


def compare_content(found: Reproduction, log: LogFile, make: Make) -> Report | None:
    """Make the report and compare what it says; None where it cannot be made.

    What is returned has the words of the version that the manifest names, if they are known.
    """
    told = found.manifest
    try:
        now = _of(told, LogPrefix(log, told.prefix.size), make)
        found.content, report = _compared(told, now)
        excused = found.content == "different" and _is_excused(found, log, make, now)
    except Unavailable as error:
        found.unfinished = str(error)
        return None
    except DepositaryError as error:
        found.findings.append(worded("It cannot be made again: {error}", error=error))
        return None
    _note_versions(found)
    if found.content == "different":
        found.different = _differing_sections(told, now)
        if found.different:
            sections = ", ".join(found.different)
            found.notes.append(
                worded("The data of these sections differ: {sections}.", sections=sections)
            )
        _tell(found, worded("What it says is not what was published."), excused=excused)
    return report


def _compared(told: Manifest, now: Report) -> tuple[Result, Report]:
    """Compare all it says: as it is said now, or in the words of then; else its data alone.

    Only an earlier version whose words are not known any more lets other words pass, and only where
    the figures were counted by the rules of now: a claim of a later version excuses nothing.
    """
    if content_sha256(now) == told.content_sha256:
        return "same", now
    then = in_earlier_words(now, told.words)
    if then and content_sha256(then) == told.content_sha256:
        return "same", then
    by_data = then is None and told.words < WORDS and told.rules == RULES
    if by_data and told.data == data_sha256(now):
        return "same_data", now
    return "different", then or now


def _differing_sections(told: Manifest, now: Report) -> list[str]:
    """Return the keys of the sections whose data are not as published, if the manifest has any."""
    data = data_sha256(now)
    return [
        key for key in {**told.data, **data} if told.data and told.data.get(key) != data.get(key)
    ]


def _note_versions(found: Reproduction) -> None:
    told = found.manifest
    if told.words != WORDS:
        found.notes.append(
            worded(
                "Its words are of version {then}, and this program writes those of version {now}.",
                then=told.words,
                now=WORDS,
            )
        )
    if found.content == "same_data":
        found.notes.append(
            worded(
                "Only its data were compared: figures, rows and entries. Read its sentences "
                "yourself, beside those of now (--output)."
            )
        )
    if told.rules != RULES:
        found.notes.append(
            worded(
                "Its figures were counted by version {then} of the rules, and this program counts "
                "by version {now}.",
                then=told.rules,
                now=RULES,
            )
        )


def _other_versions(told: Manifest) -> list[str]:
    pairs = (("words", told.words, WORDS), ("rules", told.rules, RULES))
    return [f"{name} {then}, here {now}" for name, then, now in pairs if then != now]


def _of(told: Manifest, prefix: LogPrefix, make: Make) -> Report:
    ask = Ask(taskforce=told.taskforce, on=told.on, known=told.known, audience=told.audience)
    with SQLiteReadModel(prefix) as tables:
        return make(told.kind, told.asked, tables, ask, told.made_on)


def _is_excused(found: Reproduction, log: LogFile, make: Make, report: Report) -> bool:
    """Say whether a report tells something of what was removed after it was published.

    Else anybody could excuse a forged report by removing some note or other. It is made once more,
    with other marks in the place of the texts that are gone: where they matter, it differs.
    """
    if not found.gone or not found.rests_on_the_same:
        return False
    remarked = LogPrefix(log, found.manifest.prefix.size, found.gone)
    other = _of(found.manifest, remarked, make)
    return content_sha256(other) != content_sha256(report)


def _tell(found: Reproduction, sentence: str, *, excused: bool) -> None:
    """Tell of a difference, or account for it where it tells of texts that were removed since.

    Another version may say other things, so it is named.
    """
    if excused:
        found.accounted.append(
            worded(
                "{sentence} Texts of {gone} are gone.", sentence=sentence, gone=named(found.gone)
            )
        )
        return
    if found.gone and found.rests_on_the_same:
        sentence = worded(
            "{sentence} It tells nothing of {gone}, so what is gone is not why.",
            sentence=sentence,
            gone=named(found.gone),
        )
    others = [
        *differing("json", found.manifest.versions, {}, ReportStyle()),
        *_other_versions(found.manifest),
    ]
    if others:
        sentence = worded(
            "{sentence} It was made by another version, which may be why: {others}.",
            sentence=sentence,
            others="; ".join(others),
        )
    found.findings.append(sentence)


def _unknown(output: Output, manifest: Manifest) -> str | None:
    """Say what of a file only a later version knows, None if nothing."""
    if output.form not in DEPENDENCIES:
        return worded("This version does not know the form.")
    if manifest.language not in languages():
        return worded("This version does not know the language.")
    return None


def compare_file(
    found: Reproduction, output: Output, report: Report | None, style: ReportStyle
) -> Compared:
    """Make one file again, and compare it where what it depends on is the same."""

    def so(result: Result, sentence: str = "") -> Compared:
        return Compared(output.form, output.file, result, sentence)

    if report is None:
        return so("not_compared", worded("The report could not be made again."))
    if unknown := _unknown(output, found.manifest):
        return so("not_compared", unknown)
    try:
        made = render(report, output.form, style)
        others = differing(output.form, found.manifest.versions, found.manifest.templates, style)
        others += _other_versions(found.manifest)
    except (Unavailable, Malformed) as error:
        return so("not_compared", str(error))
    found.made[output.file] = made
    if sha256(made).hexdigest() == output.sha256:
        return so("same")
    if others:
        return so(
            "not_compared", worded("It was made otherwise: {others}.", others="; ".join(others))
        )
    if found.content == "same":
        found.findings.append(
            worded(
                "{file} is made with other bytes, although it says the same and is made alike.",
                file=output.file,
            )
        )
    return so("different", "Other bytes.")
