"""What is shown of what is already known?"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enplan.journey.dossier import rules
from enplan.journey.dossier.facts import Document, Ordered, Statement, Use
from enplan.journey.dossier.models import DocumentRecord, StatementRecord, UseRecord
from enplan.kernel.category import Category
from enplan.kernel.ids import StatementId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import CasePerson
from enplan.registers.cases.queries import case_of


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """A document, and whom it is about."""

    document: Document
    person: CasePerson


@dataclass(frozen=True, slots=True)
class StatementSeen:
    """A statement, whom it is about, how far it can be used, and the labels of what it covers."""

    statement: Statement
    person: CasePerson
    freshness: rules.Freshness
    covers: tuple[str, ...]
    due: date | None
    reusable: bool


@dataclass(frozen=True, slots=True)
class DossierPage:
    """All that is known and may be seen."""

    documents: tuple[DocumentSeen, ...]
    statements: tuple[StatementSeen, ...]
    people: tuple[CasePerson, ...]
    withheld: dict[Category, int]


def documents(sight: Sight) -> list[Document]:
    """The documents of the case, newest first."""
    return [row.fact() for row in DocumentRecord.objects.within(sight).order_by("-day", "-added_at", "id")]


def statements(sight: Sight) -> list[Statement]:
    """The statements of the case, newest first, each with its uses."""
    uses: dict[UUID, list[Use]] = defaultdict(list)
    for use in UseRecord.objects.within(sight).order_by("used_at", "id"):
        uses[use.statement_id].append(use.fact())
    rows = StatementRecord.objects.within(sight).order_by("-requested_day", "id")
    return [row.fact(tuple(uses[row.id])) for row in rows]


def statement(sight: Sight, *, statement_id: StatementId) -> Statement:
    """One statement.

    Raises:
        Missing: there is none that this actor may know of.
    """
    record: StatementRecord = StatementRecord.objects.within(sight).one(id=statement_id)
    uses = UseRecord.objects.within(sight).filter(statement_id=record.id).order_by("used_at", "id")
    return record.fact(tuple(each.fact() for each in uses))


def dossier_page(sight: Sight, *, on: date) -> DossierPage:
    """Documents and statements, with what one may do with each."""
    case, law = case_of(sight), lawbook().on(on)
    of = {each.person_id: each for each in case.persons}
    seen = []
    for each in statements(sight):
        state = rules.freshness(rules.ordered(each), on)
        labels = tuple(law.item(item).label for item in each.items if item in law.book.items)
        fresh = state is rules.Freshness.VALID and bool(rules.may_be_shared(each.items, law))
        due = rules.answer_due(each) if state is rules.Freshness.ON_ITS_WAY else None
        seen.append(StatementSeen(each, of[each.person_id], state, labels, due, fresh))
    withheld = Counter(count_withheld(sight, "document")) + Counter(count_withheld(sight, "statement"))
    return DossierPage(
        documents=tuple(DocumentSeen(each, of[each.person_id]) for each in documents(sight)),
        statements=tuple(seen),
        people=case.in_order,
        withheld=dict(sorted(withheld.items())),
    )


def known_statements(sight: Sight) -> Sequence[Ordered]:
    """The statements of the dossier as they are compared with those of sector plans."""
    return [rules.ordered(row.fact()) for row in StatementRecord.objects.within(sight).order_by("requested_day", "id")]
