"""How does something come to be known?"""

from datetime import date, datetime

from django.db import transaction

from enplan.journey.dossier import policy
from enplan.journey.dossier.commands.shared import must_say, somebody_of, tell_person
from enplan.journey.dossier.facts import Document
from enplan.journey.dossier.models import DocumentRecord
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.registers.audit import commands as audit


@transaction.atomic
def add_document(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    category: Category,
    title: str,
    text: str,
    source: str,
    day: date | None = None,
) -> Document:
    """Something is known from now on, with where it comes from; `day` is the day it was written, else today.

    Raises:
        Unfit: title, text or source is missing, the day lies ahead, or the person is not in the case.
    """
    somebody_of(sight, person_id)
    require(policy.may_add_document(sight, person_id, category))
    must_say(title, "dossier.title_missing")
    must_say(text, "dossier.text_missing")
    must_say(source, "dossier.source_missing")
    if day is not None and day > danish_day(at):
        raise Unfit("dossier.day_ahead")

    record = DocumentRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=category.value,
        title=title.strip(),
        text=text.strip(),
        source=source.strip(),
        day=day or danish_day(at),
        added_at=at,
        added_by=sight.actor.name,
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="dossier.document_added", about=record.id)
    tell_person(sight, person_id, at, "dossier.document_added")
    return record.fact()
