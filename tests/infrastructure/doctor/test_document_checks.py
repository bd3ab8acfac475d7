"""What `doctor` says where documents cannot be made as the settings say."""

from pathlib import Path

import pytest

from infrastructure.render.forms import SHIPPED, TEMPLATES
from tests.infrastructure.cli.given import typed
from tests.infrastructure.render.test_letterhead import LOGO

CONFIG = Path("depositary.toml")


@pytest.fixture
def looks(healthy: Path) -> Path:
    """Return the folder of templates of a healthy register that has a logo."""
    del healthy
    folder = Path("our-looks")
    told = CONFIG.read_text(encoding="utf-8")
    CONFIG.write_text(f'logo = "logo.png"\n{told}', encoding="utf-8")
    (folder / "logo.png").write_bytes(LOGO)
    return folder


def templates() -> list[str]:
    return [line for line in typed("doctor").out.splitlines() if "templates: " in line]


def test_is_content_with_a_letterhead(looks: Path) -> None:
    """A logo in the folder is used for something."""
    assert looks.is_dir()
    assert templates() == []


def test_tells_of_a_logo_that_is_not_there(looks: Path) -> None:
    """Every report would be refused on the day when it is due."""
    (looks / "logo.png").unlink()

    (told,) = templates()

    assert "logo.png cannot be read: No such file or directory." in told
    assert typed("report status MISSION").code == 3


def test_tells_of_a_document_that_is_none(looks: Path) -> None:
    """It was saved under the wrong name."""
    (looks / "report.docx").write_bytes(b"%PDF")

    (told,) = templates()

    assert "The template report.docx is no Word document." in told


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("report.html", "{{ report.titel }}", "Line 1 of the template report.html has a mistake: "),
        ("report.html", "{{ report.title }", "Line 1 of the template report.html has a mistake: "),
        ("report.css", "{% if %}", "Line 1 of the template report.css has a mistake: "),
        ("report.typ", "#let x = ", "Line 1 of the template report.typ has a mistake: "),
    ],
)
def test_tells_of_a_mistake_in_a_template(looks: Path, name: str, content: str, told: str) -> None:
    """Every report in that form would be refused on the day when it is due."""
    (looks / name).write_text(content, encoding="utf-8")

    (said,) = templates()

    assert told in said


@pytest.mark.slow
def test_takes_our_own_templates(looks: Path) -> None:
    """Whoever copies them and changes nothing has made no mistake."""
    for name in TEMPLATES:
        (looks / name).write_bytes((SHIPPED / name).read_bytes())

    assert templates() == []


def test_reminds_of_the_issuer_once_something_is_published(looks: Path) -> None:
    """A paper that names no issuer has been handed on."""
    assert looks.is_dir()
    told = CONFIG.read_text(encoding="utf-8").splitlines()
    CONFIG.write_text("\n".join(line for line in told if "authority" not in line), encoding="utf-8")

    (said,) = templates()

    assert "Documents say that no issuer is named." in said
