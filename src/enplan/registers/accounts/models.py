"""Which tables hold those who can sign in, who has, and which forms have been sent already?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import AccountId, DepartmentId, PersonId, ProfessionalId
from enplan.registers.accounts.facts import HeldForm, Level, Mark, Proof, SignIn, SignInId, Way
from enplan.registers.base.models import Record, Rows

ROLES = [(role.value, role.value) for role in Role]


class AccountRecord(Record):
    """One who can sign in: a person, or a professional, never both."""

    # null: a professional's account
    person = models.ForeignKey("people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+")
    # null: a person's account
    professional = models.ForeignKey(
        "organisation.ProfessionalRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=20, choices=ROLES), default=list)
    active = models.BooleanField(default=True)
    # null: has never signed out; sessions begun before then are over
    signed_out_at = models.DateTimeField(null=True)

    objects = Rows.as_manager()

    class Meta:
        db_table = "account"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(professional=None),
                name="an_account_is_a_persons_or_a_professionals",
            ),
            models.UniqueConstraint(fields=["person"], name="a_person_has_one_account"),
            models.UniqueConstraint(fields=["professional"], name="a_professional_has_one_account"),
        ]

    def fact(self) -> Actor:
        """The row as the one who acts; the professional's department must have been loaded with it."""
        return Actor(
            account_id=AccountId(self.id),
            name=self.name,
            roles=frozenset(Role(role) for role in self.roles),
            person_id=PersonId(self.person_id) if self.person_id else None,
            professional_id=ProfessionalId(self.professional_id) if self.professional_id else None,
            department_id=DepartmentId(self.professional.department_id) if self.professional else None,
        )


class IdentityRecord(Record):
    """By what a person or professional is known again when they sign in: a seal of it, never the thing itself."""

    # null: a professional's
    person = models.ForeignKey("people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+")
    # null: a person's
    professional = models.ForeignKey(
        "organisation.ProfessionalRecord", null=True, on_delete=models.PROTECT, related_name="+"
    )
    mark = models.CharField(max_length=10, choices=[(mark.value, mark.value) for mark in Mark])
    seal = models.CharField(max_length=64)
    since = models.DateTimeField()

    objects = Rows.as_manager()

    class Meta:
        db_table = "identity"
        ordering = ["mark", "seal", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(professional=None),
                name="an_identity_is_a_persons_or_a_professionals",
            ),
            models.CheckConstraint(condition=models.Q(seal__regex="^[0-9a-f]{64}$"), name="an_identity_is_kept_sealed"),
            models.UniqueConstraint(fields=["mark", "seal"], name="an_identity_is_of_one_alone"),
        ]


class SignInRecord(Record):
    """Somebody has signed in: how sure it was, and until when it held. The browser keeps only the key of the row."""

    account = models.ForeignKey(AccountRecord, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=[(way.value, way.value) for way in Way])
    level = models.CharField(max_length=12, choices=[(level.value, level.value) for level in Level])
    proved_at = models.DateTimeField(null=True)  # null: nobody has said when
    issuer = models.CharField(max_length=300, blank=True)
    transaction = models.CharField(max_length=200, blank=True)
    broker_transaction = models.CharField(max_length=200, blank=True)
    session = models.CharField(max_length=200, blank=True)
    hint = models.TextField(blank=True)  # closed with a key that is not in the database; gone when the sign-in ends
    ended_at = models.DateTimeField(null=True)  # null: has not ended by itself; it may be too old all the same

    objects = Rows.as_manager()

    class Meta:
        db_table = "sign_in"
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["account", "-at"], name="sign_ins_of_account"),
            models.Index(fields=["at"], name="sign_ins_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(hint=""), name="a_sign_in_that_is_over_keeps_no_hint"
            )
        ]

    def fact(self) -> SignIn:
        """The row with the one who acts; the account and the professional must have been loaded with it."""
        proof = Proof(
            Way(self.way),
            Level(self.level),
            self.proved_at,
            self.issuer,
            self.transaction,
            self.broker_transaction,
            self.session,
        )
        return SignIn(SignInId(self.id), self.account.fact(), self.at, proof, self.hint)


class HeldFormRecord(Record):
    """What somebody was about to send when they had to show who they are once more. It is theirs alone, for an hour."""

    account = models.ForeignKey(AccountRecord, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    address = models.CharField(max_length=1000)  # where on this site it goes
    content = models.TextField()  # closed with a key that is not in the database

    objects = Rows.as_manager()

    class Meta:
        db_table = "held_form"
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["at"], name="held_forms_by_age")]

    def fact(self) -> HeldForm:
        """The row as a frozen value."""
        return HeldForm(self.address, self.content)


class SentFormRecord(Record):
    """A form that has been sent and has done its work; the key is a seal of what was sent, and says nothing itself."""

    sent_at = models.DateTimeField()
    led_to = models.CharField(max_length=500, blank=True)  # an address of ours without its query; empty while at work

    objects = Rows.as_manager()

    class Meta:
        db_table = "sent_form"
        ordering = ["-sent_at", "id"]
        indexes = [models.Index(fields=["sent_at"], name="sent_forms_by_age")]
