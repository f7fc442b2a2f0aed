"""What is shown of what is already known?"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from enplan.journey.dossier.facts import Awaited, Chase, Document, Ordered, Statement, Use
from enplan.journey.dossier.models import ChaseRecord, DocumentRecord, StatementRecord, UseRecord
from enplan.journey.dossier.rules.reusing import Freshness, freshness, may_be_shared, ordered
from enplan.journey.dossier.rules.waiting import (
    AnswerDue,
    Standing,
    Turn,
    answer_due,
    awaited_of,
    due_of,
    must_be_chased,
    standing,
    turn,
)
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId, StatementId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law, lawbook
from enplan.law.provision import StatementKind
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on


@dataclass(frozen=True, slots=True)
class DocumentSeen:
    """A document, and whom it is about."""

    document: Document
    person: CasePerson


@dataclass(frozen=True, slots=True)
class StatementSeen:
    """A statement, whom it is about, how it stands, whose turn it is, and the labels of what it covers."""

    statement: Statement
    person: CasePerson
    freshness: Freshness
    standing: Standing
    turn: Turn
    covers: tuple[str, ...]
    due: AnswerDue | None  # while it is on its way
    kind: StatementKind | None  # of the agreement, where it is one of its forms
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
    """The statements of the case, newest first, each with its uses and how often it was chased."""
    uses: dict[UUID, list[Use]] = defaultdict(list)
    for use in UseRecord.objects.within(sight).order_by("used_at", "id"):
        uses[use.statement_id].append(use.fact())
    chases: dict[UUID, list[Chase]] = defaultdict(list)
    for chase in ChaseRecord.objects.within(sight).order_by("chased_at", "id"):
        chases[chase.statement_id].append(chase.fact())
    rows = StatementRecord.objects.within(sight).order_by("-requested_day", "id")
    return [row.fact(tuple(uses[row.id]), tuple(chases[row.id])) for row in rows]


def statement(sight: Sight, *, statement_id: StatementId) -> Statement:
    """One statement.

    Raises:
        Missing: there is none that this actor may know of.
    """
    record: StatementRecord = StatementRecord.objects.within(sight).one(id=statement_id)
    uses = UseRecord.objects.within(sight).filter(statement_id=record.id).order_by("used_at", "id")
    chases = ChaseRecord.objects.within(sight).filter(statement_id=record.id).order_by("chased_at", "id")
    return record.fact(tuple(each.fact() for each in uses), tuple(each.fact() for each in chases))


def dossier_page(sight: Sight, *, on: date) -> DossierPage:
    """Documents and statements, with what one may do with each."""
    case, law = case_of(sight), lawbook().on(on)
    of = {each.person_id: each for each in case.persons}
    withheld = Counter(count_withheld(sight, "document")) + Counter(count_withheld(sight, "statement"))
    return DossierPage(
        documents=tuple(DocumentSeen(each, of[each.person_id]) for each in documents(sight)),
        statements=_all_seen(sight, of, law),
        people=case.in_order,
        withheld=dict(sorted(withheld.items())),
    )


def _all_seen(sight: Sight, of: Mapping[PersonId, CasePerson], law: Law) -> tuple[StatementSeen, ...]:
    found = statements(sight)
    again = number_on(Matter.CHASE_DAYS, on=law.day) if found else 0
    return tuple(_seen(each, of[each.person_id], law, again) for each in found)


def _seen(one: Statement, person: CasePerson, law: Law, again: int) -> StatementSeen:
    compared = ordered(one)
    state, stands = freshness(compared, law.day), standing(compared, law)
    return StatementSeen(
        statement=one,
        person=person,
        freshness=state,
        standing=stands,
        turn=turn(one, stands, law, again),
        covers=_labels_of(one.items, law),
        due=answer_due(one, law) if state is Freshness.ON_ITS_WAY else None,
        kind=law.statement_kind(one.kind),
        reusable=state is Freshness.VALID and bool(may_be_shared(one.items, law)),
    )


def _labels_of(items: Sequence[str], law: Law) -> tuple[str, ...]:
    """What the law data call these items."""
    return tuple(law.item(item).label for item in items if item in law.book.items)


@dataclass(frozen=True, slots=True)
class Registered:
    """One line of the register: a statement of the dossier, or one that a sector plan tells of."""

    ordered: Ordered
    person: CasePerson
    covers: tuple[str, ...]
    standing: Standing
    turn: Turn
    seen: StatementSeen | None  # none: it is in a sector plan
    due: AnswerDue | None = None  # while it is on its way


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The register of statements: every one that may be seen, what needs somebody first."""

    rows: tuple[Registered, ...]
    kinds: tuple[StatementKind, ...]
    withheld: dict[Category, int]

    @property
    def late(self) -> int:
        """How many answers are late."""
        return sum(row.standing is Standing.LATE for row in self.rows)


def register_page(sight: Sight, *, on: date, elsewhere: Sequence[Ordered] = ()) -> RegisterPage:
    """The register. `elsewhere` are the statements that sector plans, a later step, tell of."""
    case, law = case_of(sight), lawbook().on(on)
    of = {each.person_id: each for each in case.persons}
    seen = _all_seen(sight, of, law)
    rows = [
        Registered(ordered(one.statement), one.person, one.covers, one.standing, one.turn, one, one.due) for one in seen
    ]
    for other in elsewhere:
        stands = standing(other, law)
        covers = _labels_of(other.items, law)
        due = due_of(other, law) if freshness(other, on) is Freshness.ON_ITS_WAY else None
        rows.append(Registered(other, of[other.person_id], covers, stands, turn(None, stands, law), None, due))
    order = list(Standing)
    rows.sort(key=lambda row: (order.index(row.standing), row.ordered.requested, row.ordered.kind, row.ordered.where))
    return RegisterPage(
        rows=tuple(rows),
        kinds=law.book.statement_kinds.in_force(on),
        withheld=dict(sorted(Counter(count_withheld(sight, "statement")).items())),
    )


def known_statements(sight: Sight) -> Sequence[Ordered]:
    """The statements of the dossier as they are compared with those of sector plans."""
    return [ordered(row.fact()) for row in StatementRecord.objects.within(sight).order_by("requested_day", "id")]


def awaited(sight: Sight, *, on: date, again: int) -> list[Awaited]:
    """The statements of the case that have not come, less those of which nobody has said when they are to come.

    `again` is how many days one waits after having reminded somebody.
    """
    law = lawbook().on(on)
    chases: dict[UUID, list[Chase]] = defaultdict(list)
    for chase in ChaseRecord.objects.within(sight).order_by("chased_at", "id"):
        chases[chase.statement_id].append(chase.fact())
    found = []
    rows = StatementRecord.objects.within(sight).filter(received_day=None, called_off_day=None)
    for row in rows.order_by("requested_day", "id"):
        one = row.fact(chases=tuple(chases[row.id]))
        if (waiting := awaited_of(ordered(one), str(one.id), law)) is not None:
            found.append(replace(waiting, chase=must_be_chased(one, law, again)))
    return found
