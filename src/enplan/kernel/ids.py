"""Which thing is meant? Ids that cannot be taken for one another."""

from typing import NewType
from uuid import UUID

AccountId = NewType("AccountId", UUID)
CaseId = NewType("CaseId", UUID)
PersonId = NewType("PersonId", UUID)
ProfessionalId = NewType("ProfessionalId", UUID)
DepartmentId = NewType("DepartmentId", UUID)

RequestId = NewType("RequestId", UUID)
ConsentRequestId = NewType("ConsentRequestId", UUID)
ConsentId = NewType("ConsentId", UUID)
DocumentId = NewType("DocumentId", UUID)
StatementId = NewType("StatementId", UUID)
AnswerId = NewType("AnswerId", UUID)
SectorPlanId = NewType("SectorPlanId", UUID)
ResolutionId = NewType("ResolutionId", UUID)
GoalId = NewType("GoalId", UUID)
MeasureId = NewType("MeasureId", UUID)
VersionId = NewType("VersionId", UUID)
HearingId = NewType("HearingId", UUID)
DecisionId = NewType("DecisionId", UUID)
ComplaintId = NewType("ComplaintId", UUID)
MeetingId = NewType("MeetingId", UUID)
ReadingId = NewType("ReadingId", UUID)
