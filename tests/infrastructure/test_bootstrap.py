"""Settings are found where people expect them, and the parts of a register fit together."""

import os
from pathlib import Path

import pytest

from application.acts.bodies import establish
from application.context import Context
from domain.errors import Malformed, Refused, Unavailable
from domain.events.bodies import Established
from domain.values import UNKNOWN, Visibility
from infrastructure.bootstrap import (
    CONFIG,
    Checkpoints,
    Settings,
    contacts_path,
    find_config,
    open_log,
    open_register,
    read_model_folder,
    settings,
    utc_today,
)
from infrastructure.mail.settings import Mail

NOTHING: dict[str, str | None] = {"store": None, "actor": None, "taskforce": None}

OF_ONE = """store = "register.db"
taskforce = "ONE"
templates = "looks"
authority = "Office of one"
visibility = "public"
letterhead = "One"
[mail]
from = "one@example.org"
folder = "letters"
[checkpoints]
key = "one.key"
copies = "copies"
[languages]
KEN = "fr"
"""
OF_OTHER = 'store = "register.db"\nauthority = "Office of the other"\nvisibility = "secretariat"\n'


def configure(folder: Path, content: str) -> Path:
    (folder / CONFIG).write_text(content, encoding="utf-8")
    return folder / CONFIG


class TestSettings:
    def test_an_option_wins_over_a_variable_over_the_file(self, tmp_path: Path) -> None:
        """What is typed is meant most, what is written down long ago least."""
        config = configure(tmp_path, 'store = "f.db"\nactor = "p-file"\ntaskforce = "FILE"\n')

        found = settings(
            {"store": None, "actor": None, "taskforce": "TYPED"},
            {"DEPOSITARY_ACTOR": "p-variable", "DEPOSITARY_TASKFORCE": "VARIABLE"},
            tmp_path,
        )

        assert found == Settings(
            store=tmp_path / "f.db",
            actor="p-variable",
            settled="p-file",
            taskforce="TYPED",
            config=config,
        )

    def test_knows_the_key_by_the_name_that_commands_use(self, tmp_path: Path) -> None:
        """The file says where it is in a table, the variable as `audit checkpoint` has it."""
        configure(tmp_path, '[checkpoints]\nkey = "a.key"\ncopies = "elsewhere"\n')

        told = settings(NOTHING, {}, tmp_path).checkpoints
        variable = settings(NOTHING, {"DEPOSITARY_KEY": "b.key"}, tmp_path).checkpoints

        assert told == Checkpoints(key=tmp_path / "a.key", copies=tmp_path / "elsewhere")
        assert variable == Checkpoints(key=tmp_path / "b.key", copies=tmp_path / "elsewhere")

    def test_finds_the_file_from_below(self, tmp_path: Path) -> None:
        """The store is meant from the file's folder, wherever one stands."""
        config = configure(tmp_path, 'store = "register.db"\n')
        below = tmp_path / "a" / "b"
        below.mkdir(parents=True)

        assert find_config(below) == config
        assert settings(NOTHING, {}, below).store == tmp_path / "register.db"

    def test_takes_the_nearest_file(self, tmp_path: Path) -> None:
        """A demonstration inside a register's folder is not that register."""
        configure(tmp_path, 'store = "outer.db"\n')
        (tmp_path / "inner").mkdir()
        configure(tmp_path / "inner", 'store = "inner.db"\n')

        assert settings(NOTHING, {}, tmp_path / "inner").store == tmp_path / "inner" / "inner.db"

    def test_means_other_paths_from_where_one_stands(self, tmp_path: Path) -> None:
        """A path that is typed is meant as the shell would read it."""
        configure(tmp_path, 'store = "register.db"\n')
        below = tmp_path / "below"
        below.mkdir()

        for name in ("typed.db", "r"):  # Python has one object for each text of one letter
            configure(tmp_path, f'store = "{name}"\ntemplates = "{name}"\n')
            typed = settings({**NOTHING, "store": name}, {}, below)
            variable = settings(NOTHING, {"DEPOSITARY_STORE": name}, below)
            looks = settings(NOTHING, {"DEPOSITARY_TEMPLATES": name}, below)

            assert typed.store == variable.store == looks.templates == below / name
            assert looks.store == tmp_path / name

    def test_of_a_register_stand_beside_it(self, tmp_path: Path) -> None:
        """Entries of one register were shown to whom another said, and its letters sent twice."""
        here, there = tmp_path / "here", tmp_path / "there"
        here.mkdir()
        there.mkdir()
        configure(here, f'actor = "p-me"\nlanguage = "fr"\n{OF_ONE}')
        beside = configure(there, OF_OTHER)

        found = settings({"store": str(there / "register.db")}, {}, here)

        there_itself = settings(NOTHING, {}, there)
        assert found == there_itself._replace(actor="p-me", settled="p-me")
        assert found.config == beside

    def test_of_another_register_say_who_acts_and_no_more(self, tmp_path: Path) -> None:
        """A register may be kept without any."""
        here, there = tmp_path / "here", tmp_path / "there"
        here.mkdir()
        there.mkdir()
        configure(here, f'actor = "p-me"\n{OF_ONE}')

        store = there / "register.db"
        found = settings({"store": str(store)}, {}, here)

        assert found == Settings(store=store, actor="p-me", settled="p-me")

    @pytest.mark.parametrize("place", [".", "below"])
    @pytest.mark.parametrize("here", [".", "away"])
    def test_count_where_a_register_is_but_send_and_sign_for_their_own(
        self, tmp_path: Path, here: str, place: str
    ) -> None:
        """What two registers in one folder have in common are not letters and keys."""
        config = configure(tmp_path, OF_ONE)
        for folder in (here, place):
            (tmp_path / folder).mkdir(exist_ok=True)

        store = tmp_path / place / "second.db"
        found = settings({"store": str(store)}, {}, tmp_path / here)

        assert (found.config, found.visibility) == (config, Visibility.PUBLIC)
        assert found.templates == tmp_path / "looks"
        assert (found.mail, found.checkpoints) == (Mail(), Checkpoints())

    def test_above_a_register_that_is_named_count_as_if_one_were_there(
        self, tmp_path: Path
    ) -> None:
        """They may name a register in a folder below them."""
        config = configure(tmp_path, OF_ONE.replace('"register.db"', '"data/register.db"'))
        for folder in ("data", "away"):
            (tmp_path / folder).mkdir()

        store = tmp_path / "data/register.db"
        found = settings({"store": str(store)}, {}, tmp_path / "away")

        assert found == settings({}, {}, tmp_path)
        assert (found.config, found.mail.sender) == (config, "one@example.org")

    def test_that_name_no_register_are_of_each(self, tmp_path: Path) -> None:
        """Somebody may have the register named by the environment, and settings beside the work."""
        config = configure(tmp_path, 'visibility = "public"\n')

        found = settings({}, {"DEPOSITARY_STORE": "other/register.db"}, tmp_path)

        assert (found.config, found.visibility) == (config, Visibility.PUBLIC)

    def test_that_name_no_register_are_of_a_person_where_one_has_its_own(
        self, tmp_path: Path
    ) -> None:
        """They stand in a home folder, and say who acts; of the register, its own say all else."""
        home, there = tmp_path / "home", tmp_path / "there"
        home.mkdir()
        there.mkdir()
        configure(home, OF_ONE.replace('store = "register.db"', 'actor = "p-me"'))
        configure(there, f'actor = "p-other"\n{OF_OTHER}')

        found = settings({"store": str(there / "register.db")}, {}, home)

        there_itself = settings(NOTHING, {}, there)
        assert found == there_itself._replace(actor="p-me", settled="p-me")

    def test_of_a_backup_are_in_it(self, tmp_path: Path) -> None:
        """Its log has another name than the register that the settings in it name."""
        (tmp_path / "backup.json").touch()
        config = configure(tmp_path, f'{OF_OTHER}templates = "../looks"\n')
        (tmp_path / "away").mkdir()

        found = settings({"store": str(tmp_path / "log.db")}, {}, tmp_path / "away")

        assert (found.config, found.authority) == (config, "Office of the other")
        assert found.templates == tmp_path / "templates"

    def test_may_find_nothing(self, tmp_path: Path) -> None:
        """Without a file there is no register, which is no error yet."""
        assert find_config(tmp_path) is None
        assert settings(NOTHING, {}, tmp_path) == Settings()

    @pytest.mark.parametrize(
        "content", ["store = ", "\udcff", 'stroe = "x"', "actor = 7", "[store]"]
    )
    def test_refuses_a_file_that_it_does_not_understand(self, tmp_path: Path, content: str) -> None:
        """A mistake in the file must not lead to another register."""
        (tmp_path / CONFIG).write_bytes(content.encode(errors="surrogateescape"))

        with pytest.raises(Malformed, match=r"^depositary\.toml "):
            settings(NOTHING, {}, tmp_path)

    def test_refuses_a_variable_that_is_no_text(self, tmp_path: Path) -> None:
        """A variable may hold any bytes."""
        with pytest.raises(Malformed, match="readable text in DEPOSITARY_ACTOR"):
            settings(NOTHING, {"DEPOSITARY_ACTOR": "p-\udcff"}, tmp_path)


class TestRegister:
    def test_is_never_begun_by_looking(self, tmp_path: Path) -> None:
        """A wrong path must be an error, not an empty register."""
        for opening in (open_log, open_register):
            with (
                pytest.raises(Unavailable, match="There is no register at"),
                opening(tmp_path / "none.db"),
            ):
                pass
        assert list(tmp_path.iterdir()) == []

    def test_is_not_an_empty_file(self, tmp_path: Path) -> None:
        """Looking at a file that is no register must not make it one."""
        (tmp_path / "empty.db").touch()

        with pytest.raises(Unavailable, match="is empty"), open_register(tmp_path / "empty.db"):
            pass
        assert (tmp_path / "empty.db").stat().st_size == 0

    def test_records_at_the_time_of_its_clock(self, tmp_path: Path) -> None:
        """A demonstration plays in the past; everything else takes the system's time."""
        store = tmp_path / "register.db"
        event = Established(code="TF", name="Taskforce", nature="exercise")
        with open_register(store, create=True, clock=lambda: 1_000_000) as register:
            register.record(
                lambda r: establish(r, event.code, event, UNKNOWN), Context(actor="KEN")
            )

        with open_register(store) as register:
            recorded = register.read_model.recorded_at(1)
            today = register.today()

        assert recorded is not None
        assert recorded.isoformat() == "1970-01-01T00:00:01+00:00"
        assert today == utc_today()

    def test_makes_ids_and_salts_that_differ(self, tmp_path: Path) -> None:
        """A hash of two equal entries must not show that they are equal."""
        with open_register(tmp_path / "register.db", create=True) as register:
            ids = register.ids
            assert ids.new_id() != ids.new_id()
            assert ids.new_salt() != ids.new_salt()
            assert len(ids.new_salt()) == 32

    def test_keeps_its_files_beside_the_store(self, tmp_path: Path) -> None:
        """Whoever moves or backs up a register must find all of it."""
        store = tmp_path / "register.db"

        assert contacts_path(store) == tmp_path / "register.contacts"
        assert read_model_folder(store) == tmp_path / "register.read"


@pytest.mark.parametrize("named_there", [True, False])
def test_settings_of_somebody_else_say_nothing_of_my_register(
    *, named_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a shared folder such as /tmp anybody can put some, which say where letters go."""
    store = tmp_path / "mine/register.db"
    config = tmp_path / "depositary.toml"
    config.write_text(f'store = "{store}"\n' if named_there else 'language = "fr"\n')
    if os.geteuid() == 0:
        os.chown(config, 1000, 1000)
    (tmp_path / "below").mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)

    if named_there:
        assert settings({}, {}, tmp_path).store == store
    else:
        with pytest.raises(Refused, match="belongs to another user, and is not read for"):
            settings({"store": str(store)}, {}, tmp_path)
