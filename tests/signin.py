"""Signing in within a test, both steps given just now."""

from tests.cast import sign_in

__all__ = ["sign_in"]
