"""What is written cannot act where it is written, and stays readable."""

import json

import pytest
from markdown_it import MarkdownIt

from checks.tables.escaping import complaint, for_terminal, json_text, markdown, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Marsh \u2013 \u4e2d, \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", None),
        ("10\u00a0000", None),
        ("a\nb\tc", "a\ufffdb\ufffdc"),
        ("\x1b[2Ja\x9bb", "\ufffd[2Ja\ufffdb"),
        ("gnp.\u202eexe", "gnp.\ufffdexe"),
        ("a\u200bb\u00adc\U000e0041d\ue000e\ud800", "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"),
    ],
)
def test_invisible_characters_are_marked_and_letters_blanks_and_joiners_stay(text, shown):
    assert printable(text) == (text if shown is None else shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see ::error::x, a#b, ## Title [x]", None),
        ("::error::x\n  ::stop-commands::y", ": :error::x\n  : :stop-commands::y"),
        (
            "a ##[error]x ##vso[task.x]y ##teamcity[z]",
            "a ## [error]x ## vso[task.x]y ## teamcity[z]",
        ),
        ("a\r::error::x", "a\ufffd::error::x"),
        ("\x1b]0;x\x07\n::error::y", "\ufffd]0;x\ufffd\n: :error::y"),
    ],
)
def test_lines_run_nothing_in_a_terminal_or_in_the_log_of_a_job(text, shown):
    assert for_terminal(text) == (text if shown is None else shown)


def test_each_line_of_an_error_follows_the_name_of_the_program():
    assert (
        complaint("release", "a\x1b[2J\n::error::b") == "release: a\ufffd[2J\nrelease: ::error::b"
    )
    assert complaint("checks", "") == "checks: "


@pytest.mark.parametrize(
    "value",
    [
        "Kölo 中 😀",
        "gnp.\u202eexe",
        "a\u2066b\x9bc\U000e0041\x7f",
        '"::error::x" ##[y]',
        "می\u200cخواهم",
    ],
)
def test_json_shows_letters_escapes_what_cannot_be_seen_and_means_the_same(value):
    text = json_text({"value": value})
    assert json.loads(text) == {"value": value}
    assert text.replace("\n", "").replace("\u200c", "").isprintable()
    assert "##[" not in text
    assert json.loads(json_text("a\ud800")) == "a\ufffd"


def test_json_without_a_number_that_readers_refuse():
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_text({"x": float("nan")})


@pytest.mark.parametrize(
    "text",
    ["<script>x</script> a|b", "[x](javascript:y) ![z](w)", "*a* `b` ~~c~~ _d_ &lt; \\", "# a"],
)
def test_markdown_shows_the_text_and_makes_no_markup_of_it(text):
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parseInline(
        f"x {markdown(text)}"
    )
    assert {child.type for child in tokens[0].children or ()} <= {"text", "text_special"}
    assert "".join(child.content for child in tokens[0].children or ()) == f"x {text}"
