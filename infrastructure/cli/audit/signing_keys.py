"""Open a key that signs: its file, its passphrase, and whether its last checkpoint is missing."""

import sys
from getpass import GetPassWarning
from os import environ
from pathlib import Path
from shlex import quote
from warnings import catch_warnings, simplefilter

import click

from domain.errors import Malformed, Unavailable
from domain.words import worded
from infrastructure.audit.log.checkpoint_store import forgotten
from infrastructure.audit.proofs.errors import WrongPassphrase
from infrastructure.audit.proofs.keys import Signer, last_checkpoint_of
from infrastructure.bootstrap import checkpoints_folder
from infrastructure.cli.open_register import Session
from infrastructure.cli.screen import spoken, tell

VARIABLE, NEW_VARIABLE = "DEPOSITARY_PASSPHRASE", "DEPOSITARY_NEW_PASSPHRASE"


def passphrase(path: Path, *, new: bool = False) -> str:
    """Return the passphrase of a key: from the variable, or typed unseen.

    Raises:
        Malformed: what was typed is no text in UTF-8.
        Unavailable: there is no terminal at which it could be typed, and none comes in its place.
    """
    from_variable = environ.get(VARIABLE)
    if from_variable:
        return from_variable
    prompt = spoken(worded("Passphrase of {path}", path=path))
    try:
        with catch_warnings():
            simplefilter("ignore", GetPassWarning)  # it names a file of Python
            typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=new, err=True)
        typed.encode()
    except click.Abort:
        if sys.stdin is not None and sys.stdin.isatty():
            raise
        sentence = "Put the passphrase of {path} into {variable}: nobody can type it here."
        raise Unavailable(sentence, path=path, variable=VARIABLE) from None
    except UnicodeError:
        raise Malformed(
            "The passphrase that was typed is no text in UTF-8: the terminal uses another encoding."
        ) from None
    return typed


def opened_key(path: Path, kind: int, own: str | None = None) -> Signer:
    """Open a key; `own` is the variable for its passphrase where another key has another.

    Raises:
        WrongPassphrase: the sentence says from which variable the passphrase was taken.
    """
    from_own = environ.get(own) if own else None
    try:
        return Signer.load(path, kind, from_own or passphrase(path))
    except WrongPassphrase as error:
        parts = [str(error)]
        variable = own if from_own else VARIABLE
        if variable and environ.get(variable):
            parts.append(worded("It was taken from {variable}.", variable=variable))
        if own and not from_own:
            parts.append(worded("Its own goes into {variable}.", variable=own))
        raise WrongPassphrase(" ".join(parts)) from error


def signing_key(session: Session, key: Path | None) -> Path:
    """Return the file of the key that signs: as it was typed, or as the settings say.

    Raises:
        Malformed: nobody says.
    """
    found = key or session.settings.checkpoints.key
    if found is None:
        raise Malformed(
            "Say which key signs: --key FILE, DEPOSITARY_KEY, or [checkpoints] with key in "
            "depositary.toml."
        )
    return found


def warn_of_lost_checkpoint(signer: Signer, session: Session) -> None:
    """Say that the last checkpoint of a key is missing, where other files show what it signed."""
    place = last_checkpoint_of(signer.path)
    lost = forgotten(signer.verifier, place, checkpoints_folder(session.store))
    if lost:
        tell(
            "Note: This key has no memory of what it signed ({place} is missing), so the log is "
            "not compared with {lost}. Compare it: depositary audit verify --checkpoint {lost} "
            "--policy POLICY",
            place=place,
            lost=quote(str(lost)),
        )
