"""Which tables hold those who can sign in, and which forms have been sent already?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import AccountId, DepartmentId, PersonId, ProfessionalId
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


class SentFormRecord(Record):
    """A form that has been sent and has done its work; the key is a seal of what was sent, and says nothing itself."""

    sent_at = models.DateTimeField()
    led_to = models.CharField(max_length=500, blank=True)  # an address of ours without its query; empty while at work

    objects = Rows.as_manager()

    class Meta:
        db_table = "sent_form"
        ordering = ["-sent_at", "id"]
        indexes = [models.Index(fields=["sent_at"], name="sent_forms_by_age")]
