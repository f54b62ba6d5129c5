"""Templates run no code of their own, fetch nothing from elsewhere, and are all in use."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import code, templates, text

TEMPLATES = pytest.mark.parametrize("path", templates(), ids=str)
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
FOUND_BY_NAME = re.compile(r"(\d{3}(_csrf)?\.html|account/\w+\.html)")


@TEMPLATES
@pytest.mark.parametrize("pattern", INLINE.values(), ids=INLINE)
def test_a_template_has_none_of(path: Path, pattern: str) -> None:
    found = re.search(pattern, text(path).replace(TRUSTED, ""), re.IGNORECASE)
    assert not found, found


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


@pytest.mark.parametrize("path", code(), ids=str)
def test_no_module_makes_markup_past_the_templates(path: Path) -> None:
    assert not re.search(r"\b(mark_safe|SafeString|format_html)\b", text(path))


@TEMPLATES
def test_a_template_is_in_use(path: Path) -> None:
    name = str(path.relative_to("templates"))
    if FOUND_BY_NAME.fullmatch(name):
        return
    others = [*code(), *(other for other in templates() if other != path)]
    assert any(f'"{name}"' in text(other) for other in others)


@pytest.mark.parametrize("path", code(), ids=str)
def test_a_template_that_is_named_is_there(path: Path) -> None:
    named = set(re.findall(r'"([\w/]+\.html)"', text(path)))
    ours = {str(one.relative_to("templates")) for one in templates()}
    assert named <= ours


@TEMPLATES
def test_words_in_a_template_can_be_translated(path: Path) -> None:
    source = text(path)
    if "{% translate" in source or "{% blocktranslate" in source:
        assert re.search(r"{% load [^%]*\bi18n\b", source)


@TEMPLATES
def test_no_words_stand_in_a_template_untranslated(path: Path) -> None:
    source = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", text(path), flags=re.DOTALL)
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    words = re.findall(r">[^<>]*?([A-Za-z]{3,})[^<>]*?<", source)
    assert not words
