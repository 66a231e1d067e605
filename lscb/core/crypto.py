"""Encryption of identities and of kept forms, with rotating keys (IDENTITY_KEYS, newest first)."""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(k.encode()).digest())) for k in keys])


def encrypt(text: str) -> str:
    return _fernet(tuple(settings.IDENTITY_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """The text; raises cryptography.fernet.InvalidToken when no key fits."""
    return _fernet(tuple(settings.IDENTITY_KEYS)).decrypt(token.encode()).decode()


def rotate(token: str) -> str:
    """The same secret under the newest key."""
    return _fernet(tuple(settings.IDENTITY_KEYS)).rotate(token.encode()).decode()


def keyed_hash(text: str, *, purpose: str, key: str | None = None) -> str:
    """A look-up value that cannot be computed without the key: hex, 32 characters."""
    secret = (key or settings.IDENTITY_KEYS[0]).encode()
    return hmac.new(
        hashlib.sha256(secret + purpose.encode()).digest(), text.encode(), hashlib.sha256
    ).hexdigest()[:32]


def keyed_hashes(text: str, *, purpose: str) -> list[str]:
    """The look-up values under every key that is still in use, newest first."""
    return [keyed_hash(text, purpose=purpose, key=key) for key in settings.IDENTITY_KEYS]
