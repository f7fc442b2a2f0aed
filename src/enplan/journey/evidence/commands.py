"""What can be settled about the documents of a pension case?"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.dossier.queries import documents
from enplan.journey.evidence import policy
from enplan.journey.evidence.facts import Mark, Settled
from enplan.journey.evidence.models import MarkRecord
from enplan.journey.evidence.rules.points import ALWAYS, category_of, filed_under, points_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import DocumentId, PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import Law, lawbook
from enplan.law.provision import PensionDocument
from enplan.registers.audit.commands import record as remember
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox.commands import post


@transaction.atomic(savepoint=False)
def arrange_document(
    sight: Sight, *, at: datetime, person_id: PersonId, document: str, who: str, by_day: date, words: str = ""
) -> Mark:
    """Somebody gets what is missing, by a day; the newest arrangement counts.

    Raises:
        Unfit: nobody is named, or the day has passed.
    """
    law, meant = _meant(sight, at, person_id, document)
    if not who.strip():
        raise Unfit("evidence.who_missing")
    if by_day < law.day:
        raise Unfit("evidence.day_passed")
    return _settle(
        sight,
        at,
        person_id,
        meant,
        law,
        event="evidence.document_arranged",
        kind=Settled.TO_GET,
        who=who.strip(),
        by_day=by_day,
        words=words.strip(),
    )


@transaction.atomic(savepoint=False)
def set_document_aside(sight: Sight, *, at: datetime, person_id: PersonId, document: str, reason: str) -> Mark:
    """A document is not needed in this case, and why.

    Raises:
        Unfit: there is no reason, or the law always asks for it (S-12: what the law demands cannot be set aside).
    """
    law, meant = _meant(sight, at, person_id, document)
    if meant.requirement == ALWAYS:
        raise Unfit("evidence.always_needed")
    if not reason.strip():
        raise Unfit("evidence.reason_missing")
    return _settle(
        sight,
        at,
        person_id,
        meant,
        law,
        event="evidence.document_set_aside",
        kind=Settled.NOT_NEEDED,
        words=reason.strip(),
    )


@transaction.atomic(savepoint=False)
def reopen_document(sight: Sight, *, at: datetime, person_id: PersonId, document: str, reason: str = "") -> Mark:
    """What was arranged, or why it was not needed, holds no longer."""
    law, meant = _meant(sight, at, person_id, document)
    return _settle(
        sight, at, person_id, meant, law, event="evidence.document_reopened", kind=Settled.OPEN, words=reason.strip()
    )


@transaction.atomic(savepoint=False)
def file_paper(
    sight: Sight, *, at: datetime, person_id: PersonId, document: str, paper_id: DocumentId, points: Sequence[str] = ()
) -> Mark:
    """A paper of the case is the document, and shows these points of it.

    Raises:
        Missing: there is no such paper about this person that the actor may know of.
        Unfit: the document asks for no such point, or has one the actor may not see.
    """
    law, meant = _meant(sight, at, person_id, document)
    if not any(each.id == paper_id and each.person_id == person_id for each in documents(sight)):
        raise Missing("record.missing")
    open_points = {each.key for each in points_of(meant, law) if sight.shows(person_id, each.category)}
    if set(points) - open_points:
        raise Unfit("evidence.point_unknown")
    return _settle(
        sight,
        at,
        person_id,
        meant,
        law,
        event="evidence.paper_filed",
        kind=Settled.FILED,
        filed_id=paper_id,
        points=sorted(set(points)),
    )


@transaction.atomic(savepoint=False)
def take_paper_out(
    sight: Sight, *, at: datetime, person_id: PersonId, document: str, paper_id: DocumentId, reason: str = ""
) -> Mark:
    """A paper was filed under the wrong document.

    Raises:
        Unfit: it is not filed there.
    """
    law, meant = _meant(sight, at, person_id, document)
    rows = MarkRecord.objects.within(sight).filter(person_id=person_id, document=document)
    if not any(each.filed_id == paper_id for each in filed_under(document, [row.fact() for row in rows])):
        raise Unfit("evidence.not_filed")
    return _settle(
        sight,
        at,
        person_id,
        meant,
        law,
        event="evidence.paper_taken_out",
        kind=Settled.TAKEN_OUT,
        filed_id=paper_id,
        words=reason.strip(),
    )


def _meant(sight: Sight, at: datetime, person_id: PersonId, document: str) -> tuple[Law, PensionDocument]:
    """The law of the day and the document in it, once the actor may settle something about it."""
    law = lawbook().on(danish_day(at))
    if case_of(sight).by_id(person_id) is None or document not in law.book.pension_documents:
        raise Missing("record.missing")
    meant = law.book.pension_documents.nearest(document, law.day)
    require(policy.may_settle(sight, person_id, category_of(meant, law)))
    return law, meant


def _settle(
    sight: Sight,
    at: datetime,
    person_id: PersonId,
    meant: PensionDocument,
    law: Law,
    *,
    event: str,
    kind: Settled,
    words: str = "",
    who: str = "",
    by_day: date | None = None,
    filed_id: UUID | None = None,
    points: Sequence[str] = (),
) -> Mark:
    record = MarkRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=category_of(meant, law).value,
        document=meant.id,
        kind=kind.value,
        words=words,
        who=who,
        by_day=by_day,
        filed_id=filed_id,
        points=list(points),
        by_name=sight.actor.name,
        at=at,
    )
    record.save(force_insert=True)
    remember(sight, at=at, event=event, about=record.id)
    if kind in {Settled.TO_GET, Settled.NOT_NEEDED}:
        post(sight.case_id, at=at, message="evidence.settled", persons=[person_id])
    return record.fact()
