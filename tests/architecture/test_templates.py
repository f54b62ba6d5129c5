"""Templates run no code of their own, fetch nothing from elsewhere, and are all in use."""

import re

import pytest

from tests.architecture.source import code, templates, text

INLINE = {
    "a script in the page": r"<script(?![^>]*\bsrc=)[^>]*>",
    "a style in the page": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "an attribute that runs": r"""\son(?!ly)[a-z]+\s*=\s*["']""",
    "htmx that runs code": r"\shx-(on|vals=.js:|vars)",
    "an address that runs": r"(javascript|data):",
    "something from elsewhere": r"""(?:src|href|action|content)\s*=\s*["']?\s*(?:https?:)?//""",
    "text taken as markup": r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq",
    "a form that leaves out its token": r"<form[^>]*method=.post.[^>]*>(?!\s*{%\s*csrf_token)",
}
# Help texts are written in the code; Django's own for a new password are markup.
TRUSTED = "{{ field.help_text|safe }}"
# Found by name: by Django when something fails, and by allauth.
FOUND_BY_NAME = re.compile(r"(\d{3}(_csrf)?\.html|account/\w+\.html|mfa/[\w/]+\.html)")


@pytest.mark.parametrize("pattern", INLINE.values(), ids=INLINE)
def test_no_template_has(pattern: str) -> None:
    wrong = [
        path for path in templates() if re.search(pattern, text(path).replace(TRUSTED, ""), re.IGNORECASE)
    ]
    assert not wrong


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        '<p style="color:red">',
        '<a onclick="go()">',
        '<script src="https://cdn.example.org/x.js">',
        "{{ text|safe }}",
        '<form method="post"><button>Go</button></form>',
    ],
)
def test_it_would_be_seen(bad: str) -> None:
    assert any(re.search(pattern, bad, re.IGNORECASE) for pattern in INLINE.values())


def test_no_module_makes_markup_past_the_templates() -> None:
    assert not [path for path in code() if re.search(r"\b(mark_safe|SafeString|format_html)\b", text(path))]


def test_every_template_is_in_use() -> None:
    said = {
        path: set(re.findall(r"""["']([\w/]+\.html)["']""", text(path))) for path in [*code(), *templates()]
    }
    unused = []
    for path in templates():
        name = str(path.relative_to("templates"))
        if not FOUND_BY_NAME.fullmatch(name) and not any(name in said[one] for one in said if one != path):
            unused.append(name)
    assert not unused


def test_a_template_that_is_named_is_there() -> None:
    ours = {str(path.relative_to("templates")) for path in templates()}
    named = {name for path in [*code(), *templates()] for name in re.findall(r'"([\w/]+\.html)"', text(path))}
    assert named <= ours


def test_words_in_a_template_can_be_translated() -> None:
    translated = [path for path in templates() if re.search(r"{% (block)?translate\b", text(path))]
    assert translated
    assert not [path for path in translated if not re.search(r"{% load [^%]*\bi18n\b", text(path))]


def words_outside(source: str) -> list[str]:
    """Return the words of a template that stand between tags and are not translated."""
    for hidden in (
        r"{#.*?#}",
        r"{% comment %}.*?{% endcomment %}",
        r"{% blocktranslate.*?{% endblocktranslate %}",
    ):
        source = re.sub(hidden, "", source, flags=re.DOTALL)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    return re.findall(r">[^<>]*?([A-Za-z]{3,})[^<>]*?<", source)


def test_no_words_stand_in_a_template_untranslated() -> None:
    assert words_outside("<p>Hello</p>") == ["Hello"]
    assert not {path: words for path in templates() if (words := words_outside(text(path)))}
