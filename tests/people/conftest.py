import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from lscb.notices.models import Delivery
from lscb.people.models import User

PASSWORD = "seven quiet lanterns swim"


@pytest.fixture(autouse=True)
def no_memory() -> None:
    """Rate limits are remembered in the cache; each test starts without memory."""
    cache.clear()


@pytest.fixture
def person(cast: object) -> Callable[[str], User]:
    """person("police-member"): somebody of the cast with a password."""

    def with_password(slug: str) -> User:
        user = cast[slug]
        user.set_password(PASSWORD)
        user.save()
        return user

    return with_password


def mailed_code(user: User) -> str:
    """The newest six-digit code in the person's mailbox."""
    body = Delivery.objects.filter(address=user.email, key__startswith="code:").latest("pk").body
    return re.search(r"^\d{6}$", body, re.M)[0]


def give_password(client: Client, user: User, password: str = PASSWORD, **extra: str):
    return client.post("/sign-in/", {"login": user.email, "password": password, **extra})
