from tests.browser.conftest import PHONE
from tests.makers import pending_case, recovering_case

WIDE = {"width": 1280, "height": 900}


def test_look(people, sign_in):
    case = pending_case(people)
    other = recovering_case(people.nora, jurisdiction="BK")
    page = sign_in(people.nora)
    root = page.url.rstrip("/")
    for lang in ("en", "ru"):
        page.context.add_cookies([{"name": "django_language", "value": lang, "url": root}])
        for name, size in (("phone", PHONE), ("wide", WIDE)):
            page.set_viewport_size(size)
            for label, path in {
                "rules": "/rules/",
                "bk": "/rules/BK/",
                "md": "/rules/MD/",
                "by": "/rules/BY/",
                "pending": case.get_absolute_url(),
                "recovery": other.get_absolute_url(),
                "extend": other.get_absolute_url() + "do/extend_recovery/",
            }.items():
                page.goto(root + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (label, name)
                if lang == "en" or name == "phone":
                    page.screenshot(path=f"/tmp/rules_{lang}_{name}_{label}.png", full_page=True)
