"""Pictures of the demo for the README: `python3 run.py screenshots [address]`, while the demo runs."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from demo.password import PASSWORD

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
WIDE, PHONE = {"width": 1200, "height": 800}, {"width": 360, "height": 740}
QUIET = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def take(address: str) -> None:
    """Write one picture for each part of the way from screening to a bed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        arguments = QUIET + ["--no-sandbox"] * (os.geteuid() == 0)
        path = os.environ.get("SAFE_PASSAGE_CHROMIUM")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        _nora(_signed_in(browser, address, "nora", WIDE), address)
        _odile(_signed_in(browser, address, "odile", PHONE), address)
        _sami(_signed_in(browser, address, "sami", WIDE), address)
        browser.close()


def _signed_in(browser: Browser, address: str, name: str, size: dict[str, int]) -> Page:
    page = browser.new_context(viewport=size).new_page()  # type: ignore[arg-type]
    page.goto(address)
    page.locator("input[type=email]").fill(f"{name}@demo.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main .actions button").click()
    return page


def _nora(page: Page, address: str) -> None:
    _shoot(page, "home")
    page.goto(f"{address}/cases/")
    page.locator(".list-row", has_text="Recovery and reflection").first.locator("a").click()
    _shoot(page, "case")
    page.goto(f"{page.url}trail/")
    _shoot(page, "trail")
    page.goto(page.url.replace("trail", "referrals"))
    page.locator(".list-row__link").first.click()
    _shoot(page, "referral")


def _odile(page: Page, address: str) -> None:
    page.goto(f"{address}/cases/")
    page.locator(".list-row", has_text="Screening").first.locator("a").click()
    page.goto(f"{page.url}screenings/")
    page.locator("main a.button").first.click()
    page.locator("input[type=radio]").first.check()
    page.locator("main button").click()
    _shoot(page, "screening")


def _sami(page: Page, address: str) -> None:
    page.goto(f"{address}/shelter/")
    _shoot(page, "shelter")


def _shoot(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png")
    sys.stderr.write(f"docs/screenshots/{name}.png\n")


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000")
