"""Signatures of webhooks: Standard Webhooks (https://www.standardwebhooks.com), and the plan's own header."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

PREFIX = "whsec_"


def headers(secrets: Sequence[str], message_id: str, event: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of one delivery; `timestamp` in seconds since 1970, several secrets while one is rotated."""
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    standard = " ".join("v1," + base64.b64encode(_hmac(_key(secret), signed)).decode() for secret in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": standard,
        "X-Webhook-Event": event,
        "X-Webhook-Timestamp": str(timestamp),
        "X-Webhook-Signature": "sha256=" + _hmac(secrets[0].encode(), body).hex(),
    }


def _key(secret: str) -> bytes:
    """The key that a secret is: the bytes of the base64 behind `whsec_`.

    Nothing else is registered any more. What was registered as another text goes on to sign as that text, so that its
    receiver need not change on the day of the upgrade."""
    if secret.startswith(PREFIX):
        try:
            return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except ValueError:  # not base64, or not ASCII
            pass
    return secret.encode()


def _hmac(key: bytes, content: bytes) -> bytes:
    return hmac.new(key, content, hashlib.sha256).digest()
