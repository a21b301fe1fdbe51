"""A device that makes passkeys and signs with them, as far as a server can tell: it answers with what a page sends."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

HOST, ORIGIN = "debate.example", "https://debate.example"
_PRESENT, _VERIFIED, _ATTESTED = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One passkey; ``count`` is how often it signed."""

    credential_id: bytes = b"credential"
    origin: str = ORIGIN
    host: str = HOST
    count: int = 0
    handle: str = ""
    asked: dict[str, Any] = field(default_factory=dict)
    _key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: str) -> str:
        """What the page sends after ``navigator.credentials.create``."""
        self.asked = json.loads(options)
        self.handle = self.asked["user"]["id"]
        attested = b"\0" * 16 + len(self.credential_id).to_bytes(2, "big") + self.credential_id + self._public()
        data = self._data(_PRESENT | _VERIFIED | _ATTESTED) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        response = {
            "clientDataJSON": bytes_to_base64url(self._client_data("webauthn.create")),
            "attestationObject": bytes_to_base64url(made),
        }
        return self._answer(response)

    def sign(self, options: str) -> str:
        """What the page sends after ``navigator.credentials.get``."""
        self.asked = json.loads(options)
        self.count += 1
        data, client = self._data(_PRESENT | _VERIFIED), self._client_data("webauthn.get")
        signature = self._key.sign(data + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": bytes_to_base64url(client),
            "authenticatorData": bytes_to_base64url(data),
            "signature": bytes_to_base64url(signature),
            "userHandle": self.handle,
        }
        return self._answer(response)

    def _answer(self, response: dict[str, str]) -> str:
        named = bytes_to_base64url(self.credential_id)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})

    def _client_data(self, kind: str) -> bytes:
        said = {"type": kind, "challenge": self.asked["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(said).encode()

    def _data(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _public(self) -> bytes:
        point = self._key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")})


def challenge_in(options: str) -> bytes:
    return base64url_to_bytes(json.loads(options)["challenge"])
