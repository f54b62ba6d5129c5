"""Guessing at the door: thousands of tries in a day from many addresses, while the person themselves comes and goes."""

import json
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random
from typing import Any

import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib import messages
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from accounts.adapter import AccountAdapter
from accounts.backends import Backend
from accounts.models import User
from proofs.planted import replaced
from proofs.result import Found, Result
from tests.authenticator import Device, add_passkey, browser, sign_in
from tests.cast import Cast

SEED = 20261122
GUESSES, ADDRESSES, MOST = 10_000, 200, 100
PAIRS, MILLISECONDS = 200, 5.0
DAY = timedelta(hours=24)
PASSWORD = "violet engine sparrow tundra"  # noqa: S105  invented
HOME = "198.51.100.9"
NO_LIMITS = {"login_failed": None, "login": None}


def prove(
    cast: Cast,
    *,
    n: int = GUESSES,
    pairs: int = PAIRS,
    within: float = MILLISECONDS,
    seed: int = SEED,
) -> Result:
    """Return how often a guess, a used code or a difference between two answers got through."""
    nora, sami = people = [_with_password(actor.user) for actor in (cast.nora, cast.sami)]
    device, found = _passkey_of(nora), Found()
    tried, came = _a_day_of_guessing(nora, device, n, seed)
    if tried > MOST:
        found.add(f"{tried} of {n} guesses reached the hasher")
    apart = _apart(people, pairs)
    for words in (*_kept_out(came), *_used_codes(sami), *_seen(nora), *_timed(apart, within)):
        found.add(words)
    controls = _controls(nora, sami, people, seed)
    seen = (
        f"{tried} of {n:,} guesses at one account, in a day from {ADDRESSES} addresses, reached the hasher; "
        f"its person signed in by passkey {len(came)} times meanwhile; unknown account and wrong password "
        f"differ in nothing, and in time by {apart:.1f} ms in the median of {pairs} pairs asked in turn"
    )
    return Result("guessing", n, seed, found, controls, seen)


def _a_day_of_guessing(user: User, device: Device | None, n: int, seed: int) -> tuple[int, list[bool]]:
    """Return how many guesses reached the hasher, and whether the person came in each time they wanted to."""
    cache.clear()
    dice, came = Random(seed), []
    begun, every = timezone.now(), max(n // 20, 1)
    with _counted() as reached, time_machine.travel(begun, tick=False) as clock:
        for number in range(n):
            clock.move_to(begun + DAY * number / n)
            thief = Client(REMOTE_ADDR=f"203.0.{dice.randrange(ADDRESSES)}.1")
            thief.post("/sign-in/", {"login": user.email, "password": f"guess {dice.random()}"})
            if device and number % every == every - 1:
                came.append(_comes_in(device))
    return len(reached), came


def _comes_in(device: Device) -> bool:
    client = browser(HOME)
    return sign_in(client, device)["Location"] == "/" and client.get("/").status_code == 200


def _kept_out(came: list[bool]) -> Iterator[str]:
    if not all(came):
        yield f"the person was kept out {came.count(False)} times"


def _used_codes(user: User) -> Iterator[str]:
    """Yield where a code worked that was used before."""
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client = _signed_in(user)
        page = client.get("/factors/app/").content.decode()
        found = re.search(r"<code>(\w+)</code>", page)
        key = found.group(1) if found else ""
        client.post("/factors/app/", {"code": _code(key)})
        if _enters(user, _code(key)):
            yield "the code that set up the app worked again"
        clock.shift(totp.app_settings.TOTP_PERIOD)
        if not _enters(user, _code(key)):
            yield "a new code was refused"
        if _enters(user, _code(key)):
            yield "a used code worked again"
    Authenticator.objects.filter(user=user).delete()


def _enters(user: User, code: str) -> bool:
    client = browser(HOME)
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    answer = client.post("/sign-in/code/", {"code": code})
    return answer.status_code == 302 and client.get("/").status_code == 200


def _code(key: str) -> str:
    (now,) = totp.yield_hotp_counters_from_time()
    code: str = totp.format_hotp_value(totp.hotp_value(key, now))
    return code


def _seen(user: User) -> Iterator[str]:
    """Yield what tells a wrong password from an unknown account, at the first try and when tries are used up."""
    for before in (0, 6):
        with time_machine.travel(timezone.now(), tick=False):
            known, unknown = _answer(user.email, before), _answer("nobody.here@example.org", before)
        for part in known:
            if known[part] != unknown[part]:
                yield f"after {before} tries the {part} differs"


def _answer(email: str, before: int) -> dict[str, Any]:
    cache.clear()
    client = Client(REMOTE_ADDR=HOME)
    for _try in range(before):
        client.post("/sign-in/", {"login": email, "password": "wrong all the time"})
    answer = client.post("/sign-in/", {"login": email, "password": "wrong all the time"})
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    cookies = {name: (bool(one.value), one.output().split(";")[1:]) for name, one in answer.cookies.items()}
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    said = json.dumps(cookies, sort_keys=True)
    return {
        "status": answer.status_code,
        "body": body.replace(email, ""),
        "headers": headers,
        "cookies": said,
    }


def _timed(apart: float, within: float) -> Iterator[str]:
    if apart >= within:
        yield f"an unknown account is told by its time: {apart:.1f} ms"


def _apart(people: list[User], pairs: int) -> float:
    """Return the median of how many milliseconds one takes longer; two asked after one another meet the same load."""
    differences = []
    for number in range(pairs):
        asked = [people[number % len(people)].email, f"nobody.{number:03}@example.org"]
        turn = -1 if number % 2 else 1  # who comes first is helped or hindered by it
        first, second = (_takes(one, number) for one in asked[::turn])
        differences.append((first - second) * turn)
    return abs(statistics.median(differences))


def _takes(email: str, number: int) -> float:
    cache.clear()
    client = Client(REMOTE_ADDR=f"203.1.{number % 250}.1")
    begun = time.perf_counter()
    client.post("/sign-in/", {"login": email, "password": "wrong all the time"})
    return (time.perf_counter() - begun) * 1000


def _controls(nora: User, sami: User, people: list[User], seed: int) -> dict[str, bool]:
    """Tell which of the planted defects were seen."""
    with override_settings(ACCOUNT_RATE_LIMITS=NO_LIMITS):
        unlimited, _came = _a_day_of_guessing(nora, None, MOST + 20, seed)
    with replaced(totp.TOTP, "_mark_code_used", lambda _factor, _code: True):
        reused = [*_used_codes(sami)]
    with replaced(Backend, "_mitigate_timing_attack", lambda _backend, _password: None):
        quick = [*_timed(_apart(people, 6), MILLISECONDS)]
    with replaced(AccountAdapter, "authentication_failed", _telling):
        told = [*_seen(nora)]
    return {
        "no limits": unlimited > MOST,
        "used codes are forgotten": "a used code worked again" in reused,
        "an unknown account costs no hashing": bool(quick),
        "a word about unknown accounts": bool(told),
    }


def _telling(_adapter: AccountAdapter, request: HttpRequest, **credentials: Any) -> None:
    if not User.objects.filter(email=credentials["email"]).exists():
        messages.error(request, "Nobody has this address.")


@contextmanager
def _counted() -> Iterator[list[str]]:
    """While this is open, whatever reaches the hasher is counted there and refused."""
    reached: list[str] = []

    def verify(_hasher: Argon2PasswordHasher, _password: str, _encoded: str) -> bool:
        reached.append("verify")
        return False

    with replaced(Argon2PasswordHasher, "verify", verify):
        yield reached


def _with_password(user: User | None) -> User:
    assert user
    user.set_password(PASSWORD)
    user.save()
    return user


def _signed_in(user: User) -> Client:
    client = browser(HOME)
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    return client


def _passkey_of(user: User) -> Device:
    """Return a device with a passkey of the person."""
    cache.clear()
    device = Device()
    add_passkey(_signed_in(user), device)
    return device
