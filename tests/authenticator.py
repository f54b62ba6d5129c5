"""A device that holds one passkey, made of software: it does what a phone does when its holder agrees."""

import json
import re
import secrets
from datetime import timedelta
from typing import Any

import time_machine
from allauth.mfa.totp.internal.auth import app_settings as of_codes
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.utils import timezone
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "localhost"  # passkeys are bound to a name that browsers take for safe
ORIGIN = f"http://{HOST}"
FLAG = AuthenticatorData.FLAG


class Device:
    """Makes one passkey and signs with it."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.user = b""

    def make(self, options: dict[str, Any], *, verified: bool = True) -> dict[str, Any]:
        """Return the browser's answer after a new passkey was made."""
        asked = options["publicKey"]
        self.user = websafe_decode(asked["user"]["id"])
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        held = AuthenticatorData.create(sha256(HOST.encode()), self._flags(verified) | FLAG.AT, 0, credential)
        said = CollectedClientData.create("webauthn.create", asked["challenge"], ORIGIN)
        made = AttestationObject.create("none", held, {})
        return self._answer(said, attestationObject=websafe_encode(made))

    def sign(self, options: dict[str, Any], *, verified: bool = True) -> dict[str, Any]:
        """Return the browser's answer after the holder agreed to sign in."""
        held = AuthenticatorData.create(sha256(HOST.encode()), self._flags(verified), 1)
        said = CollectedClientData.create("webauthn.get", options["publicKey"]["challenge"], ORIGIN)
        signature = self.key.sign(held + said.hash, ec.ECDSA(hashes.SHA256()))
        parts = {"authenticatorData": held, "signature": signature, "userHandle": self.user}
        return self._answer(said, **{name: websafe_encode(part) for name, part in parts.items()})

    def _answer(self, said: CollectedClientData, **parts: str) -> dict[str, Any]:
        name = websafe_encode(self.id)
        response = {"clientDataJSON": websafe_encode(said), **parts}
        extensions = {"credProps": {"rk": True}}
        answer = {"type": "public-key", "id": name, "rawId": name, "response": response}
        return {**answer, "clientExtensionResults": extensions}

    def _flags(self, verified: bool) -> Any:
        return FLAG.UP | (FLAG.UV if verified else FLAG(0))


def browser(address: str = "127.0.0.1") -> Client:
    """Return a browser at a network address, on the site that passkeys are made for."""
    return Client(headers={"host": HOST}, REMOTE_ADDR=address)


def options_on(page: bytes) -> dict[str, Any]:
    """Return what a page asks of the browser."""
    found = re.search(rb'<script id="passkey-options"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found
    (options,) = json.loads(found.group(1)).values()
    return options


def add_passkey(client: Client, device: Device) -> Any:
    """The signed-in person adds the device's passkey; return the answer."""
    options = options_on(client.get("/factors/passkey/").content)
    return client.post("/factors/passkey/", {"name": "", "credential": json.dumps(device.make(options))})


def sign_in(client: Client, device: Device, **how: bool) -> Any:
    """Sign in with the passkey alone; return the answer."""
    options = client.get("/sign-in/passkey/", headers={"accept": "application/json"}).json()[
        "request_options"
    ]
    return client.post("/sign-in/passkey/", {"credential": json.dumps(device.sign(options, **how))})


def half_minute() -> time_machine.travel:
    """Return a clock at the start of a half minute: a one-time code made now is the code until the test ends."""
    now, period = timezone.now(), of_codes.TOTP_PERIOD
    return time_machine.travel(now + timedelta(seconds=period - now.timestamp() % period))
