"""What a page template of one's own may do: it ends soon, and fits in memory."""

import resource
from pathlib import Path

import pytest

from domain.errors import Malformed
from infrastructure.render.forms import SHIPPED, ReportStyle, render
from tests.infrastructure.render.reports.odd import odd

LONG, MUCH, DEEP = "what it says is too long.", "it does too much.", "is nested too deep."
LARGE = "a number of it is too large."
ROUND = "{% for a in range(99999) %}"
TEXT = '{% set a = "xxxxxxxxxxxxxxxx" %}'
MACRO = "{% macro m(n) %}{% if n and m(n - 1) ~ m(n - 1) %}{% endif %}{% endmacro %}{{ m(60) }}"
NESTED = "{% set a = [1] %}" + "{% set a = [a, a] %}" * 60
INSIDE = "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param(ROUND + ROUND + "{% endfor %}" * 2, MUCH, marks=pytest.mark.slow),
        pytest.param(MACRO, MUCH, marks=pytest.mark.slow),
        ('{% include "report.html" %}' * 2, DEEP),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", DEEP),
        ("{{" * 1_000, DEEP),
        (INSIDE, "a loop within itself is not possible."),
        pytest.param(ROUND + "x" * 9_999 + "{% endfor %}", LONG, marks=pytest.mark.slow),
        (TEXT + "{% set a = a ~ a %}" * 60, LONG),
        (TEXT + "{% set a = a + a %}" * 60, LONG),
        (TEXT + "{% set a = a | join(a) %}" * 20, LONG),
        ("{% set a = [1] %}" + "{% set a = a + a %}" * 60, LONG),
        pytest.param(NESTED, LONG, marks=pytest.mark.slow),
        ("{% set a = 9 %}" + "{% set a = a * a %}" * 60, LARGE),
        ("{{ 9 ** 999999999 }}", LARGE),
        ('{{ "x" * 3000000000 }}', LONG),
        ("{{ 3000000000 * [1] }}", LONG),
        ('{{ "%3000000000d" % 1 }}', "the operator % is not possible with texts."),
        ('{{ "x".center(3000000000) }}', "center is not possible in templates."),
        ('{{ "{:>3000000000}".format(1) }}', "format is not possible in templates."),
        ('{{ "x" | center(3000000000) }}', "No filter named 'center'."),
        ("{{ lipsum() }}", "'lipsum' is undefined."),
    ],
)
def test_a_template_that_does_too_much_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    """Nobody waits for ever, and no other program of the machine is ended for it."""
    (tmp_path / "report.html").write_text(text, encoding="utf-8")

    with pytest.raises(Malformed) as caught:
        render(odd(), "html", ReportStyle(templates=tmp_path))

    assert sentence in str(caught.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 2_000_000  # kilobytes


@pytest.mark.parametrize(
    "text",
    [
        *('{{ "a" + 1 }}', "{{ 1 / 0 }}", "{{ 3 | first }}", '{{ "a".index("z") }}'),
        *("{% for a, b in [1] %}{% endfor %}", '{{ [3, "a"] | sort }}', "{{ 1e999 }}"),
        *('{{ "abc" | truncate(-5) }}', "{{ 10.0 ** 400 }}"),
    ],
)
def test_a_value_that_cannot_be_so_is_a_mistake_of_the_template(text: str, tmp_path: Path) -> None:
    """And none of the program, which nobody should be asked to report."""
    (tmp_path / "report.html").write_text(f"A\n{text}", encoding="utf-8")

    with pytest.raises(Malformed, match=r"template report.html has a mistake: .+"):
        render(odd(), "html", ReportStyle(templates=tmp_path))


def test_a_mistake_of_ours_is_none_of_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever maintains the program is told of it."""
    monkeypatch.setattr("infrastructure.render.page.head", lambda *_: 1)

    with pytest.raises(TypeError):
        render(odd(), "html")


def test_what_a_page_needs_can_be_done(tmp_path: Path) -> None:
    """Ours as somebody's own gives the same page; texts and numbers can be put together."""
    for name in ("report.html", "report.css"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    own = ReportStyle(templates=tmp_path)
    assert render(odd(), "html", own) == render(odd(), "html")

    (tmp_path / "report.html").write_text(
        "{% set parts = ['<b>', '&'] %}{% set word = {'a': 'b'} %}{{ parts | join('-') }} "
        "{{ ('<i>' | safe) ~ '<' ~ 1 }} {{ 7 % 4 + 2 ** 3 * 2 }} {{ word.get('a').upper() }} "
        "{{ ['x'] * 2 }} {{ 2 * 'ab' }} {{ [word] | join(',', 'a') }} {{ (1, 2) | max }}"
        "{% filter upper %}u{% endfilter %}{% set a, b = 1, 2 %}{{ b }}{{ 3 - 0.5 * 2 }}",
        encoding="utf-8",
    )

    assert render(odd(), "html", own).decode() == (
        "&lt;b&gt;-&amp; <i>&lt;1 19 B [&#39;x&#39;, &#39;x&#39;] abab b 2U22.0\n"
    )
