"""The questions that are asked with both clocks: their answers, words and options.

What a question is about is loaded when its command is made.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, cast

import click

Params: TypeAlias = tuple[click.Parameter, ...]


class Question(NamedTuple):
    """A question: what answers it, its help, its examples and its own options.

    `answer` names a function of `application.questions`, which is loaded when it is asked. It takes
    the read model, what is asked of which body, and the options by their names. `params` makes its
    own options.
    """

    answer: str
    help: str
    examples: tuple[str, ...]
    params: Callable[[], Params] = tuple


def _option(name: str, metavar: str, told: str) -> click.Option:
    return click.Option([name], metavar=metavar, help=told)


def named(name: str) -> object:
    """Return what has a name in a module of `application.questions`, which is loaded only now."""
    module, _, own = name.rpartition(".")
    found: object = getattr(import_module(f"application.questions.{module}"), own)
    return found


def _words(name: str) -> click.Choice[str]:
    return click.Choice(
        [str(each) for each in cast("Iterable[str]", named(name))], case_sensitive=False
    )


def _choice(name: str, words: str, told: str) -> click.Option:
    return click.Option([name], type=_words(words), help=told)


def _flag(name: str, told: str) -> click.Option:
    return click.Option([name], is_flag=True, help=told)


def _in_one(_: click.Context, __: click.Parameter, words: Sequence[str]) -> str:
    """Return words as one text, in which those that were typed as one stand together."""
    return " ".join(f'"{each}"' if " " in each and '"' not in each else each for each in words)


_MEMBER = click.Option(["--member"], type=str.upper, metavar="CODE", help="Only of this member.")
_TASK = _option("--task", "REF", "Only for this task of the body.")
_LIMIT = click.IntRange(1, 10_000)


def _argument(name: str, metavar: str | None = None, *, required: bool = True) -> click.Argument:
    return click.Argument([name], metavar=metavar, required=required)


def _on_progress() -> Params:
    return (_argument("reference", "[MEMBER|INSTRUMENT|COMMITMENT]", required=False),)


QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "members": Question(
            "members.standings.members", "Ask who belongs.", ("members --on 2026-01-16",)
        ),
        "status": Question(
            "members.standings.status",
            "Ask where every member stands on an instrument or on one commitment.",
            ("status MISSION --on 2026-01-16 --known @11",),
            lambda: (_argument("reference", "INSTRUMENT|COMMITMENT"),),
        ),
        "matrix": Question(
            "members.standings.matrix",
            "Ask where every member stands on every text.",
            ("matrix --format markdown",),
            lambda: (_option("--instrument", "REF", "Only this text, commitment by commitment."),),
        ),
        "reports": Question(
            "progress.reports.reports",
            "Ask which reports were due, what came, and what was said of it.",
            ("reports", "reports ATL --on 2026-08-16", "reports MISSION-1 --format markdown"),
            _on_progress,
        ),
        "overdue": Question(
            "across.overdue.overdue",
            "Ask what is overdue, and what is due within 30 days; for any past day, too.\n\n"
            "What a past day's list was: --on DAY --known DAY. It is never shown to the public.",
            ("overdue --on 2026-08-05", "overdue KEN --on 2026-08-05"),
            _on_progress,
        ),
        "assessments": Question(
            "progress.assessments.assessments",
            "Ask how far members say they are, and what others judged, with the members' answers.",
            ("assessments MISSION-1",),
            _on_progress,
        ),
        "milestones": Question(
            "progress.milestones.milestones",
            "Ask which steps on the way were set, by when, and which were reached.",
            ("milestones --on 2026-09-20",),
            _on_progress,
        ),
        "gaps": Question(
            "laws.gaps.gaps",
            "Ask which gaps and opportunities there are in laws, how far each is, and who helps."
            "\n\nThe public is told only of those that a law had closed by the day.",
            ("gaps --state open", "gaps --by-area --on 2026-03-01"),
            lambda: (
                _choice("--area", "laws.gaps.AREAS", "Only in this area of law."),
                _MEMBER,
                _choice("--state", "laws.gap_states.GapState", "Only these."),
                _flag("--help-asked", "Only open ones for which help is asked."),
                _flag("--by-area", "As a matrix of areas and members."),
            ),
        ),
        "practices": Question(
            "work.practices.practices",
            "Ask which practices were shown, for which commitments, on what evidence.",
            ("practices --maturity best",),
            lambda: (
                _MEMBER,
                _choice("--maturity", "work.practices.MATURITIES", "Only these."),
                _option("--commitment", "REF", "Only for this commitment."),
                _TASK,
            ),
        ),
        "work": Question(
            "work.work.work",
            "Ask what was fed in, advised, contributed or jointly done, and what came of it.\n\n"
            "KIND is inputs, advice, contributions, engagements or joint-work. An input is "
            "followed to the agenda item and the decision that it led to.",
            ("work inputs", "work contributions --task PRODUCTS"),
            lambda: (
                click.Argument(["kind"], metavar="KIND", type=_words("work.work.KINDS")),
                _TASK,
            ),
        ),
        "focal-points": Question(
            "members.focal_points.focal_points",
            "Ask who speaks for each member, by reference (the names are in the contacts).",
            ("focal-points --on 2026-03-01",),
            lambda: (_MEMBER,),
        ),
        "history": Question(
            "log.history.history",
            "Ask what was recorded about a member, an instrument or a commitment, oldest first.",
            ("history KEN",),
            lambda: (_argument("reference"),),
        ),
        "meetings": Question(
            "meetings.meetings.meetings",
            "Ask which meetings there were and are to come, with attendance, quorum and minutes.",
            ("meetings --on 2026-11-03",),
        ),
        "decisions": Question(
            "meetings.meetings.decisions",
            "Ask what meetings decided, by consensus or by how many votes.",
            ("decisions --format markdown",),
        ),
        "votes": Question(
            "meetings.voting.votes",
            "Ask what was voted on, and what each vote came to.\n\n"
            "It is counted by what is known: who might vote, who was there, the majority.",
            ("votes", "votes 2026-2 --format json", "votes D-3 --known @30"),
            lambda: (_argument("reference", "[MEETING|DECISION]", required=False),),
        ),
        "rights": Question(
            "meetings.presence.rights",
            "Ask which members may vote, at a meeting or on a day, and why.",
            ("rights 2026-2", "rights --on 2026-11-03"),
            lambda: (_argument("reference", "[MEETING]", required=False),),
        ),
        "presence": Question(
            "meetings.presence.presence",
            "Ask who was at a meeting, as a whole or at an hour.",
            ("presence 2026-2", "presence 2026-2 --hour 10:40"),
            lambda: (
                _argument("reference", "MEETING"),
                _option(
                    "--hour",
                    "HOUR",
                    "The hour, such as 10:40 or, on a later day, '2026-11-04 10:40'.",
                ),
            ),
        ),
        "actions": Question(
            "meetings.actions.actions",
            "Ask what decisions ask somebody to do: open, done, overdue.",
            ("actions --owner KEN --on 2027-02-01",),
            lambda: (_option("--owner", "CODE|OFFICE", "Only what this one is to do."),),
        ),
        "cadence": Question(
            "meetings.cadence.cadence",
            "Ask how often the body met in each year, as against its promise, and what is due "
            "next.\n\nTwo meetings a year are due six months apart. Nothing is judged before the "
            "day from which the record is complete (see: depositary taskforce record-kept-from "
            "--help).",
            ("cadence --on 2026-12-31",),
        ),
        "log": Question(
            "log.history.log",
            "Ask for everything that was recorded, in order.\n\nWith it comes what was recorded "
            "of the log itself: keys, clocks, removed texts, reports.",
            ("log --format csv",),
        ),
        "search": Question(
            "log.search.search",
            "Ask which entries hold WORDS in what people wrote, the best first.\n\nAll of them "
            'must be there; case and accents do not matter. "Words in quotes" stand together, '
            "and wor* is how a word begins.",
            ("search joint report", "search 'every year' 'repor*' --audience public"),
            lambda: (
                click.Argument(["words"], nargs=-1, required=True, callback=_in_one),
                click.Option(
                    ["--limit"],
                    type=_LIMIT,
                    default=named("log.search.SHOWN"),
                    help="Rows at most.  [50]",
                ),
            ),
        ),
    }
)
"""By the name that is typed."""
