"""What each answer must tell the browser, to the letter. The values are written by hand; what differs is listed."""

from django.http import HttpResponse

CSP = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'"
)
OFF = (
    "accelerometer autoplay camera clipboard-read clipboard-write display-capture encrypted-media fullscreen "
    "gamepad geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment "
    "picture-in-picture screen-wake-lock serial storage-access usb web-share window-management xr-spatial-tracking"
)
PERMISSIONS = (
    ", ".join(f"{one}=()" for one in OFF.split())
    + ", publickey-credentials-create=(self), publickey-credentials-get=(self)"
)
ALWAYS = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HTML, TEXT, PDF, SVG = "text/html; charset=utf-8", "text/plain", "application/pdf", "image/svg+xml"
PAGE = {**ALWAYS, "Cache-Control": "no-store", "Content-Type": HTML, "Vary": "Accept-Language, Cookie"}
# A file to save. A browser that shows it all the same runs nothing in it.
SAVED = {
    "Content-Disposition": "attachment; filename=…",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
# Routes whose answers, once opened, differ from PAGE. A new route that is like every page needs no line here.
OPENED = {
    "healthz": {"Content-Type": TEXT},
    "readyz": {"Content-Type": TEXT},
    "mfa_app_picture": {"Content-Type": SVG},
    "decision_letter": {"Content-Type": PDF, **SAVED},
    "withdrawal_paper": {"Content-Type": PDF, **SAVED},
    "consent_form": {"Content-Type": PDF, **SAVED},
    "case_card_print": {"Content-Type": PDF, **SAVED},
    "talk_picture": {"Content-Type": "image/jpeg"},
    "sight_paper": {"Content-Type": PDF, **SAVED},
    "practice_certificate": {"Content-Type": PDF, **SAVED},
    "document_file": {"Content-Type": f"{TEXT}; charset=utf-8", **SAVED},
}
FORGET = {"Clear-Site-Data": '"cache", "cookies", "storage"'}
STATIC = {**ALWAYS, "Cache-Control": "max-age=60, public"}
# About this one answer, and decided nowhere but in it.
ITS_OWN = {"Content-Length", "Content-Language", "Location", "Allow", "Expires", "ETag", "Last-Modified"}


def told(answer: HttpResponse) -> dict[str, str]:
    """Return the headers that are the same whatever the page says; the order in which they list things is no matter."""
    headers = {name: value for name, value in answer.headers.items() if name not in ITS_OWN}
    for name, between in (("Vary", ", "), ("Content-Security-Policy", "; ")):
        if name in headers:
            headers[name] = between.join(sorted(headers[name].split(between)))
    if "Content-Disposition" in headers:
        headers["Content-Disposition"] = headers["Content-Disposition"].partition('"')[0] + "…"
    return headers


def expected(route: str, answer: HttpResponse) -> dict[str, str]:
    """Return what the answer of a route must say."""
    forgets = route in ("quick_exit", "account_logout") and answer.request["REQUEST_METHOD"] == "POST"
    differs = OPENED.get(route, {}) if answer.status_code == 200 else {}
    return {**PAGE, **differs, **(FORGET if forgets else {})}
