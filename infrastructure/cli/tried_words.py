"""Words that people type: as commands, with what to type instead, and empty ones; light to load."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from domain.errors import Malformed
from domain.suggestions import near
from domain.words import either, worded

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("add", "new", "create", "insert", "record"), "add"),
        **dict.fromkeys(("list", "ls", "show", "view", "get", "find"), "list"),
        **dict.fromkeys(("remove", "delete", "rm", "del", "undo", "revert", "erase"), "remove"),
        **dict.fromkeys(("change", "edit", "update", "modify", "fix", "set"), "change"),
        **dict.fromkeys(("publish", "share", "hide", "unpublish"), "show"),
    }
)
_MAY_BE_EMPTY = "--authority"
"""`init` asks for it where it is not given, and its own check tells where it must not be."""
_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "remove": worded(
            "There is no command {name!r}: nothing is deleted. Never true: depositary retract "
            "@POSITION --reason WHY. A wrong value: depositary correct @POSITION FIELD=VALUE. The "
            "world changed: depositary withdraw, or depositary member withdraw. Positions are in: "
            "depositary log"
        ),
        "change": worded(
            "There is no command {name!r}. A wrong value is corrected with: depositary correct "
            "@POSITION FIELD=VALUE. Positions are in: depositary log"
        ),
        "show": worded(
            "There is no command {name!r}. Who may see entries is said with: depositary show-to "
            "@POSITION public. A report is published with: depositary report publish"
        ),
        "add": worded(
            "There is no command {name!r}. Record with: depositary member join, depositary text "
            "adopt, depositary sign, depositary meeting convene; for others see depositary --help"
        ),
        "list": worded(
            "There is no command {name!r}. See what there is with: depositary members, depositary "
            "matrix, depositary meetings, depositary log; all about one with: depositary history "
            "REFERENCE"
        ),
    }
)
"""By what somebody wants to do: the sentence that says how it is done here."""
_MEANT: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("member", "add"): "member join",
        ("member", "list"): "members",
        ("text", "add"): "text adopt",
        ("text", "list"): "matrix",
        ("commitment", "add"): "commitment adopt",
        ("commitment", "list"): "status",
        ("meeting", "add"): "meeting convene",
        ("meeting", "list"): "meetings",
        ("progress", "add"): "progress report",
        ("progress", "list"): "reports",
        ("gap", "add"): "gap find",
        ("gap", "list"): "gaps",
        ("mission", "list"): "work",
        ("taskforce", "add"): "taskforce establish",
        ("contacts", "list"): "contacts list",
        ("contacts", "remove"): "contacts erase",
        ("reminders", "remove"): "reminders stop",
    }
)
"""By group and by what somebody wants to do there: the command."""
_OTHER_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "help": "--help",
        **dict.fromkeys(("unsign", "renounce", "denounce"), "withdraw MEMBER COMMITMENT"),
        **dict.fromkeys(("leave", "quit"), "member withdraw"),
        **dict.fromkeys(("ratify", "accede", "approve", "accept"), "consent"),
        "minutes": "report minutes MEETING",
        "attendance": "report attendance YEAR",
        "annual": "report annual YEAR",
        "profile": "report profile MEMBER",
        "vote": "meeting vote",
        "decide": "meeting decide",
        "meet": "meeting convene",
        **dict.fromkeys(("texts", "treaties", "commitments", "signatures"), "matrix"),
        **dict.fromkeys(("countries", "parties", "states"), "members"),
        **dict.fromkeys(("send", "mail", "letters"), "run-due"),
        **dict.fromkeys(("verify", "check"), "audit verify"),
        **dict.fromkeys(("errors", "problems", "duplicates"), "conflicts"),
        "restore-backup": "restore",
        "sql": "query",
    }
)
"""Other words for what a command does: the command."""


def no_command(
    group: str,
    name: str,
    known: Collection[str],
    acts: Collection[str] = (),
    behind: Sequence[str] = (),
) -> str:
    """Return the sentence that a group ("" for the program) has no such command, and what has.

    `known` are its commands, `acts` all commands that record, with their groups; `behind` are the
    words that stand behind this one.
    """
    typed = f"{group} {name}".strip()
    about = [" ".join(behind[:2]), *behind[:1]] if typed == "help" else []
    there = [f"{each} --help" for each in about if each in known or each in acts]
    wanted = _KINDS.get(name.casefold(), "")
    other = None if group else _OTHER_WORDS.get(name.casefold())
    if command := next(iter(there), None) or _MEANT.get((group, wanted)) or other:
        return worded(
            "There is no command {name!r}. Use: depositary {command}", name=typed, command=command
        )
    if wanted:
        return worded(_SENTENCES[wanted], name=typed)
    close = [f"{group} {each}".strip() for each in near(name, known)[:2]]
    alike = close or [each for each in acts if each.rpartition(" ")[2] == name]
    if alike:
        likely = either(alike[:3])
        return worded(
            "There is no command {name!r}. Did you mean {likely}?", name=typed, likely=likely
        )
    return worded("There is no command {name!r}.", name=typed)


def must_be_utf8(text: str, wanted: str) -> None:
    """Refuse a text with bytes that are no UTF-8, which Python passes as lone surrogates.

    Raises:
        Malformed: `wanted` says what was expected.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Malformed.expected(wanted, text.encode(errors="replace").decode()) from None


def must_be_words(arguments: Sequence[str]) -> None:
    """Refuse bytes that are no UTF-8, which Python passes as lone surrogates, and what is empty.

    An option or argument is empty as a variable of a script that was never set. It would be taken
    for none, or for the folder in which we are.

    Raises:
        Malformed: with the word that they are in, or the one before.
    """
    for text in arguments:
        must_be_utf8(text, worded("text in UTF-8 on {where}", where="the command line"))
    for before, each in pairwise(["depositary", *arguments]):
        name, sign, value = each.partition("=") if each.startswith("--") else (before, "=", each)
        if sign and not value.strip() and name != _MAY_BE_EMPTY:
            said = "What stands behind {name} is empty; say which one, or leave it out."
            raise Malformed(said, name=name)
