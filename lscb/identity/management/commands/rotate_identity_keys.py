from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from lscb.identity.rotation import rotate_keys


class Command(BaseCommand):
    help = (
        "Encrypts every name, date and address anew under the first of IDENTITY_KEYS. "
        "Put the new key first, restart, run this, then take the old key away."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = rotate_keys()
        except InvalidToken:
            raise CommandError(
                "A value fits none of IDENTITY_KEYS. Put the older keys back, after the new one, and run this again. "
                "Nothing was changed."
            ) from None
        self.stdout.write(
            f"{done} people and places are now under the newest key. Older keys may be taken away."
        )
