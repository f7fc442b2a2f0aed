"""What is shown of the assessment?"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from django.db.models import Exists

from enplan.journey.assessment import policy
from enplan.journey.assessment.facts import (
    AlreadyAsked,
    Answer,
    AskedElsewhere,
    Conclusion,
    Need,
    Question,
    SectorPart,
    SoFar,
    Theme,
    Words,
)
from enplan.journey.assessment.models import AnswerRecord, ConclusionRecord, WordsRecord
from enplan.journey.assessment.rules.again import already_asked
from enplan.journey.assessment.rules.asking import themes
from enplan.journey.assessment.rules.resting import proposed_kinds
from enplan.journey.assessment.rules.sectors import sector_parts
from enplan.journey.assessment.rules.sufficiency import is_enough, needs, questions_of, spared, unanswered
from enplan.journey.dossier.queries import known_statements
from enplan.journey.dossier.rules.reusing import IN_THE_WAY, freshness
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law, lawbook
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of

PlanTypes = Mapping[PersonId, Collection[str]]
Asked = Iterable[AskedElsewhere]
About = TypeVar("About", Answer, AskedElsewhere)


@dataclass(frozen=True, slots=True)
class PersonsPart:
    """The conversation with one person: what is known, what is open, and how far it has come."""

    person: CasePerson
    themes: tuple[Theme, ...]
    needs: tuple[Need, ...]
    open: int
    asked: int
    enough: bool
    spared: int
    hidden: int  # questions of kinds that may not be seen: they are not shown
    sectors: tuple[SectorPart, ...]  # each assessment of the law, drawn out of the one conversation
    conclusion: Conclusion | None
    kinds: tuple[
        Category, ...
    ] = ()  # what the text of the gathered assessment can rest on: all that the viewer may see
    rests_on: frozenset[Category] = frozenset()  # those of them it is proposed to rest on


@dataclass(frozen=True, slots=True)
class AssessmentPage:
    """The one assessment of the case, person by person."""

    people: tuple[PersonsPart, ...]
    gathers: bool = False  # whether the reader is the one who gathers it
    withheld: dict[Category, int] = field(default_factory=dict)

    def part(self, person_id: PersonId) -> PersonsPart | None:
        """One person's part."""
        return next((each for each in self.people if each.person.person_id == person_id), None)


def answers(sight: Sight) -> list[Answer]:
    """The newest answer to each question about each person."""
    newest: dict[tuple[PersonId, str], Answer] = {}
    for answer in _all_answers(sight):
        newest.setdefault((answer.person_id, answer.item), answer)
    return list(newest.values())


def conclusions(sight: Sight) -> list[Conclusion]:
    """The newest conclusion about each person: that it was gathered, and the words when all they rest on is seen."""
    newest: dict[PersonId, ConclusionRecord] = {}
    for row in ConclusionRecord.objects.within(sight).select_related("words").order_by("-concluded_at", "id"):
        newest.setdefault(PersonId(row.person_id), row)
    return [row.fact(_words_of(row, sight)) for row in newest.values()]


def _words_of(row: ConclusionRecord, sight: Sight) -> Words | None:
    """What `SharedRows.within` asks, of a row that came along; the database has withheld the others already."""
    words: WordsRecord | None = getattr(row, "words", None)
    return words.fact() if words and {grant.key() for grant in sight.grants}.issuperset(words.needs) else None


def assessed(sight: Sight) -> frozenset[PersonId]:
    """Whose assessment has been gathered, as far as the sight lets through."""
    rows = ConclusionRecord.objects.within(sight).order_by("person_id").values_list("person_id", flat=True)
    return frozenset(PersonId(each) for each in rows.distinct())


def was_concluded(sight: Sight) -> Exists:
    """Whether the assessment of anybody has been concluded, for another query to take along."""
    return Exists(ConclusionRecord.objects.within(sight))


def assessment_page(
    sight: Sight, *, on: date, plan_types: PlanTypes | None = None, elsewhere: Iterable[AskedElsewhere] = ()
) -> AssessmentPage:
    """The assessment. `plan_types` and `elsewhere` come from the sector plans, which are a later step."""
    case, law = case_of(sight), lawbook().on(on)
    given, asked = _by_person(_all_answers(sight)), _by_person([*elsewhere, *_from_statements(sight, on)])
    concluded = {each.person_id: each for each in conclusions(sight)}
    types = plan_types or {}
    parts = [
        _part(sight, person, given[person.person_id], asked[person.person_id], types.get(person.person_id, ()), law)
        for person in case.in_order
    ]
    seen = [part for part in parts if part[1]]
    return AssessmentPage(
        people=tuple(
            _gathering(_persons_part(*part, concluded.get(part[0].person_id), law), sight, given[part[0].person_id])
            for part in seen
        ),
        gathers=bool(policy.may_gather(sight)),
        withheld=dict(sorted(Counter(count_withheld(sight, "answer")).items())),
    )


def answered_so_far(sight: Sight, *, on: date, case: Case, plan_types: PlanTypes, elsewhere: Asked) -> SoFar:
    """How much of the conversation with everybody of the case is answered; for a page that is about something else."""
    law, given = lawbook().on(on), _by_person(_all_answers(sight))
    asked = _by_person(elsewhere)
    every: list[Question] = []
    for each in case.in_order:
        who = each.person_id
        every += questions_of(_part(sight, each, given[who], asked[who], plan_types.get(who, ()), law)[1])
    return SoFar(asked=len(every), open=len(unanswered(every)), enough=is_enough(every))


@dataclass(frozen=True, slots=True)
class AskedOfPerson:
    """What has been asked about one person already."""

    person: CasePerson
    asked: tuple[AlreadyAsked, ...]


def asked_before(sight: Sight, *, on: date, elsewhere: Iterable[AskedElsewhere] = ()) -> list[AskedOfPerson]:
    """What has been asked before about each person, here and elsewhere, of the kinds that the sight shows (S-20)."""
    case, law = case_of(sight), lawbook().on(on)
    given, other = _all_answers(sight), [*elsewhere, *_from_statements(sight, on)]
    found = []
    for person in case.in_order:
        every = already_asked(person.person_id, given, other, law)
        seen = tuple(each for each in every if sight.shows(person.person_id, each.category))
        if seen:
            found.append(AskedOfPerson(person, seen))
    return found


Part = tuple[CasePerson, tuple[Theme, ...], tuple[Question, ...]]


def _part(
    sight: Sight,
    person: CasePerson,
    given: Sequence[Answer],
    asked: Sequence[AskedElsewhere],
    plan_types: Collection[str],
    law: Law,
) -> Part:
    """The questions of the kinds that the sight lets through, and those beside."""
    every = themes(born=person.born, plan_types=plan_types, answers=given, elsewhere=asked, law=law)
    shown = []
    for theme in every:
        questions = tuple(each for each in theme.questions if sight.shows(person.person_id, each.category))
        if questions:
            shown.append(Theme(theme.key, theme.label, questions))
    seen = {question.item for question in questions_of(shown)}
    return person, tuple(shown), tuple(each for each in questions_of(every) if each.item not in seen)


def _persons_part(
    person: CasePerson,
    shown: tuple[Theme, ...],
    hidden: tuple[Question, ...],
    conclusion: Conclusion | None,
    law: Law,
) -> PersonsPart:
    questions: list[Question] = questions_of(shown)
    kept = Counter(serves.assessment for question in hidden for serves in question.serves)
    return PersonsPart(
        person=person,
        themes=shown,
        needs=tuple(needs(questions)),
        open=len(unanswered(questions)),
        asked=len(questions),
        enough=is_enough(questions) and not hidden,
        spared=spared(questions),
        hidden=len(hidden),
        sectors=sector_parts(questions, kept, law),
        conclusion=conclusion,
    )


def _gathering(part: PersonsPart, sight: Sight, given: Iterable[Answer]) -> PersonsPart:
    """With that on which its text can rest, and is proposed to rest."""
    kinds = tuple(each for each in Category if sight.shows(part.person.person_id, each))
    return replace(part, kinds=kinds, rests_on=proposed_kinds(questions_of(part.themes), given, part.conclusion))


def _from_statements(sight: Sight, on: date) -> list[AskedElsewhere]:
    """What a statement has been ordered for, or has told, as long as it is valid."""
    found = []
    for each in known_statements(sight):
        if freshness(each, on) in IN_THE_WAY:
            found += [
                AskedElsewhere(each.person_id, item, each.kind, "Lægeerklæring i sagen", each.requested, each.received)
                for item in each.items
            ]
    return found


def _by_person(every: Iterable[About]) -> dict[PersonId, list[About]]:
    found: dict[PersonId, list[About]] = defaultdict(list)
    for each in every:
        found[each.person_id].append(each)
    return found


def _all_answers(sight: Sight) -> list[Answer]:
    return [row.fact() for row in AnswerRecord.objects.within(sight).order_by("-answered_at", "-id")]
