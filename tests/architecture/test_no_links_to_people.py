"""Nothing calls or writes to a person, and no number becomes a link, except through `contact.links`."""

import re
from pathlib import Path

import pytest

from tests.architecture.source import code, files, imported, templates, text

# What opens a telephone, a mail or a messenger when it is pressed.
SCHEMES = re.compile(
    r"\b(tel|sms|smsto|mms|mailto|callto|facetime(-audio)?|sips?|skype|whatsapp|viber|tg|signal|sgnl|imo|"
    r"fb-messenger|geo|intent):(?=[^\s:]|$)|\b(wa\.me|t\.me|m\.me|signal\.me|api\.whatsapp\.com)\b",
    re.IGNORECASE,
)
LINKS = Path("contact/links.py")
# It shows what `contact.links` made.
SHOWS = Path("templates/contact/way.html")
# Help lines and emergency numbers, which are nobody's; and what a Word document may not hold.
OTHERS = {Path("identification/safety.py"): {"tel:"}, Path("documents/filetypes/docx.py"): {"mailto:"}}
PLANTED = {
    "a link in a template": '<a href="tel:{{ row.value }}">',
    "in capital letters": '<a href="MAILTO:x@example.org">',
    "made in Python": 'href = f"sms:{contact.value}"',
    "put together": 'link = "tel:" + number',
    "by a messenger's address": '<a href="https://wa.me/{{ digits }}">',
    "by a messenger": "return 'viber://chat?number=' + number",
}
SENDING = {"twilio", "vonage", "messagebird", "telegram", "pywebpush", "slack_sdk", "boto3", "firebase_admin"}


def found_in(source: str) -> list[str]:
    return [one.group(0) for one in SCHEMES.finditer(source)]


def test_no_template_script_or_module_makes_such_a_link() -> None:
    everything = [*code(), *templates(), *files("static", suffix="*.js")]
    found = {path: set(found_in(text(path))) for path in everything if found_in(text(path)) and path != LINKS}
    assert found == OTHERS
    assert {"tel:", "sms:", "mailto:"} <= set(found_in(text(LINKS)))


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_a_planted_link_is_found(planted: str) -> None:
    assert found_in(planted)


def test_what_is_made_there_is_used_by_its_presenter_alone() -> None:
    using = [path for path in code() if any(module == "contact.links" for module, _name in imported(path))]
    using += [path for path in code() if ("contact", "links") in imported(path)]
    assert set(using) == {Path("contact/presenters.py")}
    assert [path for path in templates() if ".href" in text(path)] == [SHOWS]


def test_nothing_sends_to_a_person() -> None:
    """`contact` knows no mail, nothing else that sends is a dependency, and mails go to people who work here."""
    knowing = {
        path.parts[0] for path in code() if any(room == "outlet.mail" for room, _name in imported(path))
    }
    assert "contact" not in knowing
    needed = Path(text(Path("requirements.in"))).as_posix().lower()
    assert not [one for one in SENDING if one in needed]
    posting = [path for path in code() if ("outlet.mail", "post") in imported(path)]
    assert sorted(map(str, posting)) == ["accounts/members/notifications.py", "accounts/notifications.py"]
