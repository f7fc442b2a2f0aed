"""What is shown of how well lit a case is?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from enplan.journey.assessment.queries import answers
from enplan.journey.dossier.facts import Document
from enplan.journey.dossier.queries import documents, known_statements
from enplan.journey.evidence import policy
from enplan.journey.evidence.facts import Coming, Evidence, Mark
from enplan.journey.evidence.models import MarkRecord
from enplan.journey.evidence.rules import gathering
from enplan.journey.evidence.rules.lighting import CaseLight, in_order, light
from enplan.journey.evidence.rules.points import filed_under, still_promised
from enplan.journey.followup.facts import Happening, Promised
from enplan.journey.followup.queries import ProgressPage, days_of, progress_page
from enplan.journey.meetings.queries import all_meetings
from enplan.journey.outcomes.queries import outcomes_page
from enplan.journey.plan.queries import approved_version
from enplan.journey.sectorplans.queries import plans_in_force
from enplan.journey.sectorplans.rules.asked import asked_in_plans, ordered_in_plans
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law, lawbook
from enplan.law.provision import PensionFinding
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on

GROWN_UP = 18


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """How well lit the case of one person is, if it came to disability pension."""

    person: CasePerson
    people: tuple[CasePerson, ...]  # the grown-ups of the case whose plan the viewer may see
    light: CaseLight
    evidence: tuple[Evidence, ...]
    papers: tuple[Document, ...]  # of the dossier: they can be filed
    marks: tuple[Mark, ...]
    findings: tuple[PensionFinding, ...]
    withheld: Mapping[Category, int]
    on: date


def grown_ups(sight: Sight, *, case: Case, on: date) -> tuple[CasePerson, ...]:
    """Of whom it can be read: the grown-ups whose plan the viewer may see. A pension is nothing for a child."""
    return tuple(each for each in case.in_order if each.age(on) >= GROWN_UP and policy.may_read(sight, each.person_id))


def evidence_page(sight: Sight, *, on: date, person_id: PersonId | None = None) -> EvidencePage:
    """Everything that is evidence about one grown-up, held against the documents of the law; the citizen by default.

    Raises:
        Missing: there is nobody grown up whose plan the viewer may see, or not this one.
    """
    case, law = case_of(sight), lawbook().on(on)
    people = grown_ups(sight, case=case, on=on)
    person = next((each for each in people if person_id in {None, each.person_id}), None)
    if person is None:
        raise Missing("evidence.nobody")
    marks = _marks(sight, person.person_id)
    papers = [each for each in documents(sight) if each.person_id == person.person_id]
    evidence, coming = _gather(sight, case, person, papers, marks, law)
    return EvidencePage(
        person=person,
        people=people,
        light=light(
            evidence,
            coming=coming,
            marks=marks,
            shows=lambda category: sight.shows(person.person_id, category),
            law=law,
        ),
        evidence=tuple(evidence),
        papers=tuple(papers),
        marks=tuple(marks),
        findings=law.book.pension_findings.in_force(on),
        withheld=count_withheld(sight, "evidence_mark"),
        on=on,
    )


def promised(sight: Sight, on: date) -> list[Promised]:
    """The documents that somebody gets by a day, as far as the viewer may know, less what has been filed since."""
    law, marks = lawbook().on(on), [row.fact() for row in MarkRecord.objects.within(sight).order_by("at", "id")]
    return still_promised(marks, law)


def _marks(sight: Sight, person_id: PersonId) -> list[Mark]:
    rows = MarkRecord.objects.within(sight).filter(person_id=person_id).order_by("at", "id")
    return [row.fact() for row in rows]


def _gather(
    sight: Sight, case: Case, person: CasePerson, papers: Iterable[Document], marks: list[Mark], law: Law
) -> tuple[list[Evidence], list[Coming]]:
    """Every row comes through the sight: what it does not let through is neither shown nor counted."""
    who, on = person.person_id, law.day
    ids = {each.ref: each.person_id for each in case.persons}
    plans = [each.plan for each in plans_in_force(sight)]
    told, coming = gathering.of_statements([*known_statements(sight), *ordered_in_plans(plans, ids)], who, law)
    page = progress_page(sight)
    filed = [each for document in in_order(law) for each in filed_under(document, marks)]
    of_plans = chain.from_iterable(
        gathering.of_sector_measures(plan, person.ref, _origins(page), law) for plan in plans
    )
    readings = [each for one in outcomes_page(sight, case=case).people if one.person == person for each in one.courses]
    evidence = [
        gathering.of_age(person.born, on),
        *gathering.of_answers(answers(sight), who, person.name, law),
        *told,
        *gathering.with_filed(gathering.of_documents(papers, who), filed),
        *gathering.of_sector_plans(plans, person.ref, law),
        *gathering.of_one_plan(approved_version(sight), who, law),
        *_followed(page, who, law),
        *of_plans,
        *gathering.of_readings(each for course in readings for each in course.readings),
        *gathering.of_transfer(days_of(sight, Happening.PENSION_RULES, person_id=who)),
        *gathering.of_meetings(all_meetings(sight), who),
    ]
    asked = asked_in_plans(plans, ids, law)
    months = number_on(Matter.FRESH_MONTHS, on=on)
    return [replace(each, fresh_months=months) for each in evidence], [
        *coming,
        *gathering.answered_elsewhere(asked, who, law),
    ]


def _origins(page: ProgressPage) -> frozenset[str]:
    """The items of sector plans that became measures of the one plan."""
    rows = [*chain.from_iterable(goal.measures for goal in page.goals), *page.others]
    return frozenset(origin for row in rows for origin in row.measure.origins)


def _followed(page: ProgressPage, who: PersonId, law: Law) -> list[Evidence]:
    """The measures of the one plan that were tried, and every dated word about it."""
    rows = {row.measure.id: row for goal in page.goals for row in goal.measures}
    rows |= {row.measure.id: row for row in page.others}
    aims = {goal.goal.id: goal.goal.text for goal in page.goals}
    tried = [
        gathering.of_measure(row.measure, [aims[goal] for goal in row.measure.goals if goal in aims], row.noted, law)
        for row in rows.values()
        if who in row.measure.persons
    ]
    titles: dict[object, str] = {row.measure.id: row.measure.title for row in rows.values()}
    titles |= {goal.goal.id: goal.goal.text for goal in page.goals}
    every = [row.noted for row in rows.values()] + [goal.noted for goal in page.goals]
    noted = [each for each in chain.from_iterable(every) if each.person_id == who]
    return [
        *(each for each in tried if each is not None),
        *gathering.of_progress(noted, titles),
        *gathering.of_reviews(page.reviews),
    ]
