"""Which table remembers that a letter went to somebody who holds custody without being in the case?"""

from django.db import models

from enplan.journey.decisions.facts.outside import CopySent, CopyWay
from enplan.journey.decisions.models.choosing import choices_of
from enplan.kernel.ids import DecisionId, PersonId
from enplan.kernel.sight import Sight
from enplan.registers.base.models import AppendOnlyRecord, CaseRows

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
