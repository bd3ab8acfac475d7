"""`run-due` reminds people of what is due, once a week, and names them nowhere else."""

from datetime import timedelta
from email import message_from_string
from email.policy import default
from pathlib import Path

import pytest

from infrastructure.bootstrap import utc_now
from infrastructure.cli.upkeep import run_due
from infrastructure.mail.sent_log import SentLog
from tests.infrastructure.cli.given import must, typed, words
from tests.infrastructure.cli.upkeep.given_letters import ADA, letters, mail
from tests.infrastructure.mail.post import post

SUBJECT = "Milestone “The bill.” was due by 2026-03-01"
SENT = f"Wrote for p-7kq2mzx4ab: {SUBJECT}\n"
WOULD = f"Would send to p-7kq2mzx4ab: {SUBJECT}\n"


def test_reminds_once_a_week(due: Path) -> None:
    """A timer starts it every hour; people get one letter."""
    mail('folder = "letters"')

    tried, first, second = typed("run-due --dry-run"), typed("run-due"), typed("run-due")

    assert tried.out.startswith(WOULD)
    assert first.out.startswith(SENT)
    assert (second.code, second.out, second.err) == (0, "", "Nothing is due.\n")
    (letter,) = letters()
    assert "To: Ada Example <ada@example.org>" in letter
    assert "- By 1 March 2026: Milestone of commitment 1: The bill.\n" in letter
    assert b"Ada Example" not in due.with_suffix(".sent").read_bytes()


@pytest.mark.usefixtures("due")
def test_sends_letters_though_somebody_recorded_while_it_waited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each step asks the clock anew; the clock was said to be wrong, and to be confirmed."""
    mail('folder = "letters"')
    began = utc_now() - timedelta(minutes=1)
    times = iter([began, began])  # of the run, and of the step that may wait for a key
    monkeypatch.setattr(run_due, "utc_now", lambda: next(times, utc_now()))
    must("member join LAP --name Laputa --on 2026-02-01")

    said = typed("run-due")

    assert (said.code, said.err) == (0, "")
    assert SENT in said.out


@pytest.mark.usefixtures("due")
def test_reminds_nobody_of_a_member_that_left() -> None:
    """It is asked for nothing any more; what it left undone stays in the list."""
    mail('folder = "letters"')
    must(
        "meeting convene 2026-1 ordinary_session --on 2026-02-14 --place Nairobi",
        "meeting open 2026-1 --on 2026-02-14 --attendance KEN:present --attendance ATL:present",
        "taskforce task LISTS 'Draw up lists.'",
        "meeting decide D-1 2026-1 --title 'A list' --text 'The body draws up a list.' --task LISTS"
        " --actions 'A-1 | KEN | Draw up the list. | 2026-03-01' --on 2026-02-14",
        "member withdraw KEN --on 2026-04-02",
    )

    said = typed("run-due")

    assert (said.code, said.out, said.err) == (0, "", "Nothing is due.\n")
    assert "Draw up the list." in typed("overdue").out


def test_a_timer_needs_no_body_to_be_named(due: Path) -> None:
    """Who begins a second body would otherwise end what the first gets."""
    mail('folder = "letters"')
    settings = due.with_name("depositary.toml")
    kept = [line for line in settings.read_text().splitlines() if "taskforce" not in line]
    settings.write_text("\n".join(kept))
    must("taskforce establish ZTF --name 'Another' --nature exercise --on 2026-01-01")

    unnamed, named = typed("run-due --dry-run"), typed("--taskforce ZTF run-due --dry-run")

    assert unnamed.out.startswith(WOULD)
    assert (named.code, named.out) == (0, "")
    assert named.err.endswith("Nothing is due.\n")


def test_a_letter_carries_the_newest_checkpoint(due: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every mailbox is then a copy that nobody here can change."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    mail('folder = "letters"')
    must(
        "audit keygen ../log.key --name example.org/register",
        "audit policy ../log.key.vkey -o our.policy",
        "audit checkpoint --key ../log.key",
        "run-due",
    )
    (letter,) = letters()
    (file,) = message_from_string(letter, policy=default).iter_attachments()
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    due.with_name("copied").write_bytes(content)

    assert typed("audit verify --checkpoint copied --policy our.policy").code == 0


def test_a_letter_carries_no_checkpoint_of_what_was_lost(
    due: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an older log was put back, people would keep what it can never prove."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    mail('folder = "letters"')
    copy = due.read_bytes()
    must(
        "taskforce task RESPONSE 'Help.'",
        "audit keygen ../log.key --name example.org/register",
        "audit checkpoint --key ../log.key",
    )
    due.write_bytes(copy)

    must("run-due")

    (letter,) = letters()
    assert "example.org/register" not in letter


def test_sends_by_a_mail_server(due: Path) -> None:
    """Most people have one."""
    with post() as there:
        mail(f'host = "127.0.0.1"\nport = "{there.port}"\nsecurity = "none"')

        assert typed("run-due").code == 0
        assert typed("run-due").err == "Nothing is due.\n"
        assert len(there.letters) == 1
    assert due.exists()


def test_tries_again_what_did_not_go(due: Path) -> None:
    """A full mailbox on Monday must not cost the week."""
    mail('host = "127.0.0.1"\nsecurity = "none"')
    with pytest.MonkeyPatch.context() as patch, post({"RCPT": "452 full"}) as there:
        patch.setenv("DEPOSITARY_MAIL_PORT", str(there.port))
        refused = typed("run-due")
    with pytest.MonkeyPatch.context() as patch, post() as there:
        patch.setenv("DEPOSITARY_MAIL_PORT", str(there.port))
        done = typed("run-due")

    assert refused.code == 3
    assert (
        f"Not sent to p-7kq2mzx4ab: {SUBJECT}. The mail server refused the address (452)."
        in refused.out
    )
    assert "Letters that did not go out: 1. The next run tries them again." in refused.err
    assert done.out.startswith(SENT.replace("Wrote for", "Sent to"))
    assert due.exists()


def test_does_not_send_again_what_perhaps_went(due: Path) -> None:
    """Twice is worse than not at all."""
    mail('host = "127.0.0.1"\nsecurity = "none"')
    with pytest.MonkeyPatch.context() as patch, post({".": ""}) as there:
        patch.setenv("DEPOSITARY_MAIL_PORT", str(there.port))
        lost, again = typed("run-due"), typed("run-due")

    assert lost.code == 3
    assert again.err == "Nothing is due.\n"
    assert due.exists()


def test_a_run_beside_another_sends_nothing_twice(
    due: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two timers that meet write one letter."""
    mail('folder = "letters"')
    must("run-due")
    monkeypatch.setattr(SentLog, "told", lambda *_: [])

    assert typed("run-due").err == "Nothing is due.\n"
    assert len(letters()) == 1
    assert due.exists()


def test_writes_to_nobody_who_said_no(due: Path) -> None:
    """Whoever wants no letters gets none, until that is taken back."""
    mail('folder = "letters"')
    must("reminders stop p-7kq2mzx4ab")

    assert typed("run-due").err == "Nothing is due.\n"
    assert typed("reminders list").out == "p-7kq2mzx4ab\n"
    must("reminders resume p-7kq2mzx4ab")
    assert typed("reminders list").err == "Everybody gets reminders.\n"
    assert typed("run-due").out.startswith(SENT)
    assert typed("reminders resume p-7kq2mzx4ab").code == 1
    assert typed("reminders stop p-bb4m9").code == 1
    assert due.exists()


def test_says_that_nothing_is_due(register: Path) -> None:
    """No letter without a reason."""
    mail('folder = "letters"')
    must(ADA, "member focal-point KEN p-7kq2mzx4ab --on 2026-02-01")

    assert typed("run-due").err == "Nothing is due.\n"
    assert not register.with_suffix(".sent").exists()


@pytest.mark.parametrize(
    ("settings", "code", "sentence"),
    [
        ("", 1, "Say how letters go out"),
        ('host = "127.0.0.1"\nsecurity = "maybe"', 2, "starttls, tls or none"),
        ('host = "127.0.0.1"\nport = "0"', 2, "a number from 1 to 65535"),
        ('host = "127.0.0.1"\nport = "x"', 2, "a number from 1 to 65535"),
        ('host = "127.0.0.1"\nport = 70000', 2, "a number from 1 to 65535"),
        ('host = "..invalid"', 2, "as host of [mail], not '..invalid'."),
        (f'host = "{"a" * 64}.example"', 2, "as host of [mail], not 'aaaa"),
        ('host = "mail example.org"', 2, "as host of [mail], not 'mail example.org'."),
        (
            'host = "mail\\u0000.example"',
            2,
            "as [mail] host in depositary.toml, not 'mail\\x00.example'.",
        ),
        ('host = "[::1]"', 2, "as host of [mail], not '[::1]'."),
        ('host = "127.0.0.1:25"', 2, "as host of [mail], not '127.0.0.1:25'."),
        ('host = "mail.invalid."', 3, "The mail server mail.invalid.:587 takes no letters"),
        ('host = "m\u00e4il.invalid"', 3, "takes no letters"),
        ('host = "a_b-c.invalid"', 3, "takes no letters"),
        ('host = "::1"\nport = 1', 3, "The mail server ::1:1 takes no letters"),
        ('host = "127.0.0.1"\nport = "1"', 3, "takes no letters"),
        ('host = "127.0.0.1"\nport = 1', 3, "takes no letters"),
        ('host = "127.0.0.1"\nport = 65536', 2, "a number from 1 to 65535"),
        ("port = true", 2, "depositary.toml has [mail] port not as text"),
        (
            "prot = 25",
            2,
            "has [mail] prot; it may have these: actor, authority, colour, language, ",
        ),
    ],
)
def test_says_what_is_wrong_with_the_settings(
    due: Path, settings: str, code: int, sentence: str
) -> None:
    """Nothing is sent, and nobody is entered as told."""
    mail(settings)

    said = typed("run-due")

    assert said.code == code
    assert sentence in said.err
    assert not due.with_suffix(".sent").exists()


@pytest.mark.parametrize(
    "name",
    [
        "=?utf-8?q?a=0D=0ABcc=3A_evil=40x.example?=",
        "=?utf-8?q?a=0D=0A=0D=0AAnother letter?=",
        "=?utf-8?q?evil=40x.example=2C?=",
    ],
)
def test_a_name_adds_nothing_to_a_letter(due: Path, name: str) -> None:
    """A name that a mail program decodes could write to others, or say what we did not say."""
    mail('folder = "letters"')
    must("contacts erase p-7kq2mzx4ab --yes")
    said = words("contacts", "add", name, "--email", "ada@example.org")
    person = said.out.strip()
    must(f"member focal-point KEN {person} --on 2026-02-01 --role alternate")

    assert typed("run-due").code == 0

    (sent,) = letters()
    read = message_from_string(sent, policy=default)
    assert read.keys() == message_from_string(sent).keys()
    assert "Bcc" not in read
    assert [each.addr_spec for each in read["To"].addresses] == ["ada@example.org"]
    assert read.get_content().startswith("EXERCISE: members and acts are made up.")
    assert due.exists()


def test_says_who_cannot_write(due: Path) -> None:
    """A sender that is no address would end every run, and only a server would say why."""
    mail('folder = "letters"')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEPOSITARY_MAIL_FROM", "Office <office@example.org>")
        said, seen = typed("run-due"), typed("doctor")

    assert said.code == 2
    assert "Expected an e-mail address as from of [mail], not 'Office" in said.err
    assert "Expected an e-mail address as from of [mail], not 'Office" in seen.out
    assert due.exists()


def test_asks_who_writes(due: Path) -> None:
    """A letter needs a sender, to whom people can say no."""
    assert "Say who writes, and how" in typed("run-due").err
    with Path("depositary.toml").open("a", encoding="utf-8") as file:
        file.write("\nmail = 7\n")
    assert typed("run-due").code == 2
    assert due.exists()
