"""Letters go out once, to those who are to have them, as the settings say."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from infrastructure.cli.upkeep import run_due
from tests.infrastructure.cli.given import must, typed
from tests.infrastructure.cli.upkeep.given_letters import SETTINGS, files, mail, sent, text
from tests.infrastructure.mail.post import post


@pytest.mark.slow
def test_files_arrive_whole_by_a_mail_server(busy: Path) -> None:
    """What a server takes is what is written into a folder."""
    mail(SETTINGS)
    must("run-due --preview look")
    with post() as there:
        settings = Path("depositary.toml").read_text()
        by_server = f'host = "127.0.0.1"\nport = "{there.port}"\nsecurity = "none"'
        Path("depositary.toml").write_text(
            settings.replace('\nfolder = "letters"', f"\n{by_server}")
        )
        must("run-due")

    got = [message_from_bytes(each.encode(), policy=default) for each in there.letters]
    arrived = {str(each["Subject"]): each for each in got if "ada@example.org" in each["To"]}
    for letter in sent("look").values():
        other = arrived.pop(letter["Subject"])
        assert isinstance(other, EmailMessage)
        assert files(other) == files(letter)
        assert text(other) == text(letter)
    assert arrived == {}
    assert busy.exists()


@pytest.mark.slow
def test_nothing_goes_out_twice(busy: Path) -> None:
    """A timer starts it every hour, whatever kinds of letters there are."""
    mail(SETTINGS)

    first, second = typed("run-due"), typed("run-due")
    must("member join UTO --name Utopia --on 2026-03-01")
    third = typed("run-due")

    assert first.out.count("Wrote for ") == 8
    assert (second.out, second.err) == ("", "Nothing is due.\n")
    assert third.out == (
        "Wrote for p-7kq2mzx4ab: Notification: Utopia joined Global Taskforce on 2026-03-01\n"
        "Wrote for p-bb4xx: Notification: Utopia joined Global Taskforce on 2026-03-01\n"
    )
    kept = busy.with_suffix(".sent").read_bytes()
    assert b"Ada Example" not in kept
    assert b"ada@" not in kept


@pytest.mark.slow
def test_says_which_letter_is_perhaps_lost(busy: Path) -> None:
    """It is never sent again, so somebody has to ask whether it came."""
    with post(answers={".": ""}) as there:
        mail(f'host = "127.0.0.1"\nport = "{there.port}"\nsecurity = "none"\nsince = "2026-02-01"')
        said = typed("run-due")

    assert said.code == 3
    assert "Perhaps sent to p-" in said.err
    assert "so it is not sent again." in said.err
    assert busy.exists()


def test_nothing_goes_out_by_a_clock_that_is_behind(
    busy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each week that it goes back would bring the reminders of that week once more."""
    mail(SETTINGS)
    then = datetime.now(UTC) - timedelta(days=8)
    monkeypatch.setattr(run_due, "utc_now", lambda: then)

    said = typed("run-due")

    assert (said.code, said.out) == (3, "")
    assert "set the clock right, then try again" in said.err
    assert not Path("letters").exists()
    assert busy.exists()


@pytest.mark.slow
def test_a_cancelled_meeting_is_taken_out_of_calendars(busy: Path) -> None:
    """Nobody keeps the day of what is not held."""
    assert busy.exists()
    mail(SETTINGS)
    must("run-due")
    assert "open it to keep the day" in text(sent()["invitation"])
    must("meeting cancel 2126-1 --on 2026-03-01 --reason 'Nothing to decide.'")

    said = typed("run-due --preview look")

    assert "Cancelled: ordinary session" in said.out, said
    told = text(sent("look")["invitation"])
    assert "open it to take the meeting out again." in told
    assert "keep the day" not in told


@pytest.mark.slow
def test_what_was_told_is_told_again_where_it_holds_again(busy: Path) -> None:
    """A meeting that was retracted twice and called thrice, each time with the same values."""
    mail(SETTINGS)
    must("run-due")
    call = "meeting convene 2126-9 ordinary_session --on 2126-11-20"
    asked, none = "Invitation: ordinary session, 2126-11-20", "No meeting: ordinary session, 21"
    for entry in (24, 26, 28):
        must(call)
        assert [typed("run-due").out.count(asked) for _ in range(2)] == [2, 0]
        must(f"retract @{entry} --reason 'Entered by mistake.'")
        assert [typed("run-due").out.count(none) for _ in range(2)] == [2, 0]
    assert busy.exists()


@pytest.mark.slow
def test_who_wants_no_reminders_is_still_invited(busy: Path) -> None:
    """A member is not left out of a meeting since somebody had enough of reminders."""
    mail(SETTINGS)
    must("reminders stop p-7kq2mzx4ab", "run-due")

    assert sorted(sent()) == ["invitation", "minutes", "notification"]
    assert busy.exists()


@pytest.mark.slow
def test_only_reminders_go_out_until_a_day_is_named(busy: Path) -> None:
    """An upgrade sends nobody what happened last year; a look says what is missing."""
    mail('folder = "letters"')

    tried, said = typed("run-due --dry-run"), typed("run-due")

    assert tried.err == (
        "Note: Only reminders go out. To send invitations, minutes and notifications, too, say from"
        " which day on: since under [mail] in depositary.toml.\n"
    )
    assert said.err == ""
    assert list(sent()) == ["reminder"]
    assert busy.exists()


@pytest.mark.slow
def test_the_secretariat_signs_as_it_says(busy: Path) -> None:
    """Its name stands where people look: as the sender, and below."""
    mail(SETTINGS)
    settings = Path("depositary.toml").read_text()
    Path("depositary.toml").write_text(f'authority = "Office of the Alliance"\n{settings}')
    must("run-due")

    letter = sent()["reminder"]
    assert letter["From"].addresses[0].display_name == "Office of the Alliance"
    assert "Yours sincerely,\n\nOffice of the Alliance\n" in text(letter)
    assert busy.exists()


@pytest.mark.slow
def test_the_secretariat_changes_the_words(busy: Path) -> None:
    """A template of its own is used, and one with a mistake stops every letter at the start."""
    mail(SETTINGS)
    settings = Path("depositary.toml").read_text()
    Path("depositary.toml").write_text(f'templates = "looks"\n{settings}')
    Path("looks").mkdir()
    must("report template letter.txt --output looks/letter.txt")
    ours = Path("looks/letter.txt").read_text()
    Path("looks/letter-reminder.txt").write_text("Subject: {{ subjekt }}\n")

    wrong, seen = typed("run-due"), typed("doctor")
    Path("looks/letter-reminder.txt").unlink()
    Path("looks/letter.txt").write_text(ours.replace("{{ farewell }}", "With kind regards,"))
    done = typed("run-due")

    sentence = "The template letter-reminder.txt has a mistake: 'subjekt' is undefined."
    assert (wrong.code, wrong.out, wrong.err) == (2, "", f"depositary: {sentence}\n")
    assert sentence in seen.out
    assert "is used for nothing" not in seen.out
    assert done.code == 0
    assert "With kind regards,\n\nSecretariat" in text(sent()["minutes"])
    assert "a template of letters" in typed("report annual 2026 --output looks/letter.txt").err
    assert busy.exists()


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ('since = "soon"', "Expected a day such as 2026-12-01 as since of [mail], not 'soon'."),
        ('link = "gtf.example"', "as link of [mail], not 'gtf.example'."),
        ('documents = "nowhere"', "There is no folder "),
    ],
)
def test_says_what_is_wrong_with_the_settings(busy: Path, setting: str, sentence: str) -> None:
    """Both where letters go out and where the register is looked over."""
    mail(f'folder = "letters"\n{setting}')

    assert sentence in typed("doctor").out
    if "documents" not in setting:
        said = typed("run-due")
        assert said.code == 2
        assert sentence in said.err
        assert not Path("letters").exists()
    assert busy.exists()


def test_a_restored_copy_acts_as_its_own_settings_say(
    busy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drill wrote all letters a second time, to real people; and was signed and copied."""
    monkeypatch.setenv("DEPOSITARY_PASSPHRASE", "a passphrase for the exercise")
    must("audit keygen ../log.key --name example.org/register")
    mail(f'{SETTINGS}\n[checkpoints]\nkey = "../log.key"\ncopies = "../copies"')
    Path("../copies").mkdir()
    must("backup ../copy", "restore ../copy --store ../drill/register.db")

    said = typed("run-due --store ../drill/register.db")
    health = typed("doctor --store ../drill/register.db")

    assert (said.code, said.out) == (1, ""), said
    assert said.err.startswith("depositary: Letters are due. Say who writes, and how: [mail]")
    assert "→ depositary run-due\n" not in health.out
    assert not Path("letters").exists()
    assert [*Path("../copies").iterdir()] == []
    must("run-due")
    assert Path("letters").exists()
    assert busy.exists()


@pytest.mark.slow
def test_entries_of_a_register_that_is_named_are_for_whom_its_settings_say(busy: Path) -> None:
    """They were shown to whom the settings of the folder said in which one types."""
    must("init ../other --code OTH --name Other --nature exercise --visibility secretariat")
    settings = Path("depositary.toml")
    settings.write_text(f'visibility = "public"\nauthority = "Ours"\n{settings.read_text()}')
    store = "--store ../other/register.db"
    must(f"member join XAN --name Xanadu --on 2026 {store}")

    listed = [typed(f"members --audience {who} {store}").out for who in ("public", "secretariat")]
    report = typed(f"report annual 2026 --format markdown --audience secretariat {store}").out

    assert ["Xanadu" in text for text in listed] == [False, True]
    assert "Ours" not in report
    assert "Xanadu" in report
    assert busy.exists()
