"""Which table remembers that a letter went to somebody who holds custody without being in the case?"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import models

from enplan.journey.decisions.facts import Element
from enplan.journey.decisions.facts.outside import CopySent, CopyWay
from enplan.journey.decisions.models.choosing import choices_of
from enplan.journey.decisions.rules.lettering import everybody
from enplan.journey.decisions.rules.outside import holders_of
from enplan.journey.decisions.rules.setting import OF_AGE
from enplan.kernel.ids import DecisionId, PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law
from enplan.registers.base.models import AppendOnlyRecord, CaseRows
from enplan.registers.cases.facts import CasePerson
from enplan.registers.people.queries import relations_around

Sent = dict[tuple[DecisionId, PersonId], CopySent]  # by letter and who got it


class CopySentRecord(AppendOnlyRecord):
    """The copy of a letter went on paper to a holder of custody. It says that it went, not what stands in it."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey("decisions.DecisionRecord", on_delete=models.PROTECT, related_name="+")
    holder = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20, choices=choices_of(CopyWay))
    day = models.DateField()
    sent_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "decision_copy_sent"
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "holder"], name="a_copy_is_sent_once"),
        ]
        indexes = [models.Index(fields=["case", "at"], name="copies_sent_of_case")]

    def fact(self) -> CopySent:
        """The row as a frozen value."""
        return CopySent(
            decision_id=DecisionId(self.decision_id),
            holder_id=PersonId(self.holder_id),
            way=CopyWay(self.way),
            day=self.day,
            sent_by=self.sent_by,
            at=self.at,
        )


def copies_sent(sight: Sight) -> Sent:
    """Every copy that went."""
    rows = CopySentRecord.objects.in_case(sight).order_by("at", "id")
    return {(DecisionId(row.decision_id), PersonId(row.holder_id)): row.fact() for row in rows}


def holders_by_element(
    elements: Iterable[Element], people: Sequence[CasePerson], law: Law
) -> dict[UUID, dict[PersonId, tuple[PersonId, ...]]]:
    """By element who holds custody of a child in it without being in the case; nothing is read where there is none."""
    minors = {each.person_id for each in people if each.age(law.day) < OF_AGE}
    about = [each for each in elements if minors.intersection(everybody(each))]
    if not about:
        return {}
    kin = relations_around([each.person_id for each in people])
    return {each.id: holders_of(each, people, kin, law) for each in about}
