"""What a page template of one's own may do: it ends soon, and fits in memory."""

from pathlib import Path

import pytest

from domain.errors import Malformed
from infrastructure.render.forms import SHIPPED, ReportStyle, render
from tests.faults.permissions import obeyed
from tests.infrastructure.made_here import made_here
from tests.infrastructure.render.reports.odd import odd

ROUND = "{% for a in range(99999) %}"
DEEP = "The template report.html is nested too deep."


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ROUND * 2 + "{% endfor %}" * 2, marks=pytest.mark.slow),
        '{{ "x" * 9000000000 }}',
    ],
)
def test_a_template_that_does_too_much_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for ever, and no other program of the machine is ended for it."""
    monkeypatch.setattr("infrastructure.render.apart.SECONDS", 1)
    (tmp_path / "report.html").write_text(text, encoding="utf-8")

    with pytest.raises(Malformed, match=r"^The template report\.html does too much: "):
        render(odd(), "html", ReportStyle(templates=tmp_path))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{% include "report.html" %}' * 2, DEEP),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", DEEP),
        ("{{" * 1_000, DEEP),
        ("{{ lipsum.__globals__ }}", "access to attribute '__globals__'"),
    ],
)
def test_a_template_with_a_mistake_is_refused(
    text: str, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its line, where there is one."""
    monkeypatch.setattr("infrastructure.render.page.made_apart", made_here)
    (tmp_path / "report.html").write_text(text, encoding="utf-8")

    with pytest.raises(Malformed) as caught:
        render(odd(), "html", ReportStyle(templates=tmp_path))

    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *('{{ "a" + 1 }}', "{{ 1 / 0 }}", "{{ 3 | first }}", '{{ "a".index("z") }}'),
        *("{% for a, b in [1] %}{% endfor %}", '{{ [3, "a"] | sort }}'),
        *('{{ "abc" | truncate(-5) }}', "{{ 10.0 ** 400 }}"),
    ],
)
def test_a_value_that_cannot_be_so_is_a_mistake_of_the_template(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And none of the program, which nobody should be asked to report."""
    monkeypatch.setattr("infrastructure.render.page.made_apart", made_here)
    (tmp_path / "report.html").write_text(f"A\n{text}", encoding="utf-8")

    with pytest.raises(Malformed, match=r"template report.html has a mistake: .+"):
        render(odd(), "html", ReportStyle(templates=tmp_path))


def test_a_mistake_of_ours_is_none_of_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever maintains the program is told of it."""
    monkeypatch.setattr("infrastructure.render.page.head", lambda *_: 1)

    with pytest.raises(TypeError):
        render(odd(), "html")


@pytest.mark.slow
def test_what_a_page_needs_can_be_done(tmp_path: Path) -> None:
    """Ours as somebody's own gives the same page; texts and numbers can be put together."""
    for name in ("report.html", "report.css"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    own = ReportStyle(templates=tmp_path)
    assert render(odd(), "html", own) == render(odd(), "html")

    (tmp_path / "report.html").write_text(
        "{% set parts = ['<b>', '&'] %}{% set word = {'a': 'b'} %}{{ parts | join('-') }} "
        "{{ 7 % 4 + 2 ** 3 * 2 }} {{ word.get('a').upper() }} "
        "{{ ['x'] * 2 }} {{ 2 * 'ab' }} {{ [word] | join(',', 'a') }} {{ (1, 2) | max }}"
        "{% filter upper %}u{% endfilter %}{% set a, b = 1, 2 %}{{ b }}{{ 3 - 0.5 * 2 }}",
        encoding="utf-8",
    )

    assert render(odd(), "html", own).decode() == (
        "&lt;b&gt;-&amp; 19 B [&#39;x&#39;, &#39;x&#39;] abab b 2U22.0\n"
    )


def test_a_part_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was said to do too much."""
    monkeypatch.setattr("infrastructure.render.page.made_apart", made_here)
    (tmp_path / "report.html").write_text('{% include "part.html" %}', encoding="utf-8")
    (tmp_path / "part.html").touch(mode=0)

    with obeyed(), pytest.raises(Malformed, match=r"Permission denied: '.*part\.html'"):
        render(odd(), "html", ReportStyle(templates=tmp_path))


@pytest.mark.parametrize(
    ("style", "apart"),
    [
        (b"h1 { color: teal; }", 0),
        (b"@media print {\n  h1 { color: teal; }\n}", 0),
        (b"h1 { color: {{ 'teal' }}; }", 1),
        (b"{# ours #}\nh1 { color: teal; }", 1),
        (b"\xff", 1),
    ],
)
def test_only_a_style_with_statements_needs_a_process_of_its_own(
    style: bytes, apart: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most styles have none, and a process takes a third of a second."""
    made: list[object] = []
    monkeypatch.setattr("infrastructure.render.page.made_apart", lambda *given: made.append(given))
    (tmp_path / "report.css").write_bytes(style)

    page = render(odd(), "html", ReportStyle(templates=tmp_path))

    assert len(made) == apart
    assert apart or style in page
