"""Who exists: people, boards, and parties (who counts as whom, from when until when)."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, name: str, password: str | None = None) -> User:
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password) if password else user.set_unusable_password()
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person with an account. There is no superuser: what somebody may do comes from grants and seats."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    slug = models.SlugField(max_length=60, blank=True, help_text="Only the demonstration's cast has one.")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    digest_hour = models.PositiveSmallIntegerField(
        default=7, help_text="Hour of day, Europe/London, of the daily e-mail."
    )
    term_time_only = models.BooleanField(
        default=False, help_text="Daily e-mails wait until the end of a board's school holidays."
    )
    seen_at = models.DateTimeField(null=True, blank=True)
    access_version = models.PositiveIntegerField(
        default=0, help_text="Counted up to end every session at once."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    # allauth and others ask for these; nobody here is above the rules.
    is_staff = False
    is_superuser = False

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False


class Party(models.Model):
    """Whoever access is granted to: a person, an agency, a group, or one of a board's standing circles."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        AGENCY = "agency", "Agency"
        GROUP = "group", "Group"
        SEATS = "seats", "Everyone with a seat on the board"
        OFFICE = "office", "The business manager's office: reads every case of the board"

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=160)
    person = models.OneToOneField(User, null=True, blank=True, on_delete=models.PROTECT, related_name="party")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="person", person__isnull=False)
                | (~Q(kind="person") & Q(person__isnull=True)),
                name="party_person_only_for_a_person",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def members_on(self, day: dt.date) -> models.QuerySet[User]:
        """Active people who count as this party on a day."""
        return User.objects.filter(
            Q(memberships__until_on__isnull=True) | Q(memberships__until_on__gte=day),
            is_active=True,
            memberships__party=self,
            memberships__from_on__lte=day,
        ).distinct()


class PartyMember(models.Model):
    """A person counts as a party from a day until a day (both included)."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(
        max_length=60, blank=True, help_text="What made the row: seat:12, grant:7, agency."
    )

    class Meta:
        indexes = [models.Index(fields=["user", "from_on", "until_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on") - dt.timedelta(days=1)),
                name="party_member_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.party}"


class Board(models.Model):
    """A Local Safeguarding Children Board or the partnership that followed it; almost everything belongs to one."""

    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=6, unique=True, help_text="Starts every reference, for example WES.")
    name = models.CharField(max_length=160)
    area = models.CharField(max_length=160, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    address = models.TextField(blank=True)
    web_address = models.URLField(blank=True)
    accent = models.CharField(max_length=20, default="teal")
    labels = models.JSONField(default=dict, blank=True, help_text="Local names for common terms.")
    mask_screens = models.BooleanField(
        default=True, help_text="Show case text through pseudonyms until revealed."
    )
    demonstration = models.BooleanField(default=False)
    set_up_at = models.DateTimeField(null=True, blank=True)
    everyone = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="seats_of")
    office = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="office_of")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def label(self, term: str, default: str) -> str:
        """The board's own word for a term of the field (SIRG, PLR, M&E are data)."""
        return self.labels.get(term) or default

    def regime_on(self, day: dt.date) -> str:
        """Code of the statutory regime in force on a day, for example EN-WT2015."""
        period = self.regimes.filter(
            Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day
        ).first()
        return period.regime if period else "EN-WT2015"


class BoardRegime(models.Model):
    """A case keeps the regime under which it started (domain report, trap 13)."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="regimes")
    regime = models.CharField(max_length=20)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["board", "from_on"], name="one_regime_starts_on_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.board.code}: {self.regime} from {self.from_on}"


class Invitation(models.Model):
    """A single-use link that lets somebody choose a password; only its hash is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Invitation {self.pk}"


class EmailedCode(models.Model):
    """A six-digit second step for people who may not open a case; only its keyed hash is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="emailed_codes")
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"Code {self.pk}"


class PostedForm(models.Model):
    """One form that was sent: makes a re-sent form harmless, and keeps what was typed when a session had ended.

    key   made when the page was drawn, tied to the person it was drawn for
    data  encrypted fields, only while the form waits to be restored
    """

    key = models.CharField(max_length=80, unique=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE)
    path = models.CharField(max_length=300)
    done_url = models.CharField(max_length=400, blank=True)
    data = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"Form {self.pk}"


class LeaveQuerySet(models.QuerySet["Leave"]):
    def on(self, day: dt.date) -> LeaveQuerySet:
        return self.filter(from_on__lte=day, until_on__gte=day, ended_at__isnull=True)


class Leave(models.Model):
    """Somebody is away, both days included. Their daily e-mail waits; their deputy is told as well, but reads no more."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="leaves")
    from_on = models.DateField()
    until_on = models.DateField()
    deputy = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Taken back, or back early.")

    objects: ClassVar[Any] = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["until_on", "from_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="leave_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(deputy__isnull=True) | ~Q(deputy=F("user")), name="deputy_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="leave_ended_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} from {self.from_on} until {self.until_on}"


class FactorReset(models.Model):
    """Taking a lost second step away from somebody: one person asks, another one confirms."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="factor_resets")
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="factor_reset_confirmed_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("asked_by")),
                name="factor_reset_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"Reset {self.pk}"
