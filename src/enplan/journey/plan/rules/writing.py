"""May it be written so? What people write of goals and measures, checked before it is kept."""

from collections.abc import Collection, Sequence
from datetime import date

from enplan.journey.plan.facts import (
    DOMAINS,
    Agreement,
    Approval,
    Column,
    ElementId,
    GoalState,
    GoalWords,
    MeasureWords,
    PlanMeasure,
    Standing,
    Version,
    Way,
)
from enplan.journey.plan.rules.content import times_document
from enplan.journey.plan.rules.sides import citizen_does
from enplan.journey.plan.rules.standing import last_answers
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import PersonId

BESIDE_THE_WORDS = {"person_id", "revision", "said_by_citizen"}


def must_be_said(text: str, reason: str) -> str:
    """The text without blanks around it.

    Raises:
        Unfit: there is nothing left; `reason` says what is missing.
    """
    said = text.strip()
    if not said:
        raise Unfit(reason)
    return said


def must_be_a_domain(domain: str) -> str:
    """A part of life that the plan knows.

    Raises:
        Unfit: there is no such part.
    """
    if domain not in DOMAINS:
        raise Unfit("plan.unknown_domain")
    return domain


def must_run_forward(starts: date | None, ends: date | None) -> None:
    """What ends must not end before it begins.

    Raises:
        Unfit: it does.
    """
    if starts and ends and ends < starts:
        raise Unfit("plan.ends_before_it_starts")


def goal_columns(words: GoalWords, *, new: bool) -> dict[str, object]:
    """What a person wrote of a goal, as the columns that hold it.

    Raises:
        Unfit: a goal without words or given up without a reason, or an unknown part of life.
    """
    columns = {key: value for key, value in words.items() if key not in BESIDE_THE_WORDS}
    if new or "text" in words:
        columns["text"] = must_be_said(words.get("text", ""), "plan.goal_without_text")
    if "domain" in words:
        columns["domain"] = must_be_a_domain(words["domain"])
    if "state" in words:
        columns["state"] = words["state"].value
    if words.get("state") is GoalState.GIVEN_UP:
        columns["reason"] = must_be_said(words.get("reason", ""), "plan.stop_without_reason")
    return columns


def category_in(version: Version, element_id: ElementId | None) -> Category:
    """Of which kind of information an answer to an element is; one to the whole is the plan's."""
    goal = version.goal(element_id) if element_id else None
    measure = version.measure(element_id) if element_id else None
    found = goal or measure
    return found.category if found else Category.PLAN


def columns_of(words: MeasureWords, *, there: PlanMeasure | None = None) -> dict[str, object]:
    """What a person wrote, as the columns that hold it.

    New times are said anew in what the citizen does, where nobody has put that in words of their own.
    """
    columns: dict[str, object] = {
        key: value for key, value in words.items() if key not in {"times", "goals", "responsible", "revision"}
    }
    if "title" in words:
        columns["title"] = must_be_said(words["title"], "plan.measure_without_title")
    if "times" in words:
        columns["times"] = times_document(words["times"])
        by_itself = there is not None and there.citizen_does == citizen_does(there.demand, there.times)
        if there is not None and by_itself and "citizen_does" not in words:
            columns["citizen_does"] = citizen_does(there.demand, words["times"])
    if "goals" in words:
        columns["goals"] = list(dict.fromkeys(words["goals"]))
    if "responsible" in words:
        who = words["responsible"]
        columns |= {
            "responsible_name": who.name,
            "responsible_role": who.role,
            "responsible_department": who.department,
        }
    return columns


def must_have_reason(column: Column, reason: str) -> str:
    """What is stopped is stopped for a reason.

    Raises:
        Unfit: there is none.
    """
    return must_be_said(reason, "plan.stop_without_reason") if column is Column.STOPPED else reason.strip()


def must_be_wanted(person: PersonId, stopped: Collection[PersonId]) -> None:
    """Nobody's yes to a plan counts once the yes to having one plan at all has been taken back.

    Raises:
        Unfit: it has been taken back.
    """
    if person in stopped:
        raise Unfit("plan.stopped")


def must_wait_for_answer(version: Version) -> None:
    """Only a version that waits for an answer can be answered.

    Raises:
        Unfit: it has been approved, or a newer one has been proposed.
    """
    if version.standing is Standing.APPROVED:
        raise Unfit("plan.already_approved")
    if version.standing is Standing.SUPERSEDED:
        raise Unfit("plan.newer_version_proposed")


def must_hold(version: Version, element_id: ElementId | None) -> None:
    """The element must stand in the version, as one of its goals, measures or reductions.

    Raises:
        Missing: it does not, or may not be seen.
    """
    held: set[ElementId] = {each.id for each in version.goals}
    held |= {each.id for each in version.measures}
    held |= {each.element_id for each in version.given_less}
    if element_id is not None and element_id not in held:
        raise Missing("record.missing")


def must_be_answerable(version: Version, element_id: ElementId | None) -> None:
    """The version waits for an answer, and the element stands in it."""
    must_wait_for_answer(version)
    must_hold(version, element_id)


def gives_less(version: Version, element_id: ElementId, for_person: PersonId) -> bool:
    """Whether the element gives the person less in a way that is new, or that nobody has agreed to in words."""
    return any(
        (each.element_id, each.person_id) == (element_id, for_person) and not (each.agreed and each.words)
        for each in version.given_less
    )


def must_be_acceptable(version: Version, element_id: ElementId, for_person: PersonId) -> None:
    """As what is answered. A yes to getting less can come late as well: the decision waits for it.

    Raises:
        Unfit: the version does not wait for an answer.
        Missing: the element does not stand in it, or may not be seen.
    """
    words = {each.words for each in version.given_less if (each.element_id, each.person_id) == (element_id, for_person)}
    if version.standing is not Standing.APPROVED or "" not in words:
        must_wait_for_answer(version)
    must_hold(version, element_id)


def must_be_agreed_in_parts(version: Version, for_person: PersonId, by_person: PersonId) -> None:
    """Before the whole: no own no may stand open, and each reduction an informed yes in words of its own (S-65).

    Raises:
        Unfit: something has been objected to, or gives less and has not been agreed to.
    """
    answers = last_answers(version)
    said = {
        element: answer.yes
        for (element, whom, who), answer in answers.items()
        if (whom, who) == (for_person, by_person)
    }
    if any(not yes for element, yes in said.items() if element is not None):
        raise Unfit("plan.objection_open")
    less = {each.element_id for each in version.reductions if each.person_id == for_person}
    in_words = {
        each.element_id
        for each in version.agreements
        if (each.version_id, each.for_person, each.by_person) == (version.id, for_person, by_person)
    }
    if any(not said.get(element, False) or element not in in_words for element in less):
        raise Unfit("plan.reduction_not_accepted")


def agreement_to_less(version: Version, yes: Approval, words: str, present: str) -> Agreement | None:
    """What a yes to one element says about getting less, if it gives less to the one it is said for (S-65).

    Raises:
        Unfit: it is not said in words, or in a meeting of which nobody knows who was there.
    """
    if yes.element_id is None or not gives_less(version, yes.element_id, yes.for_person):
        return None
    said = must_be_said(words, "plan.agreement_without_words")
    there = must_be_said(present, "plan.agreement_without_present") if yes.way is Way.MEETING else present.strip()
    return Agreement(version.id, yes.element_id, yes.for_person, yes.by_person, yes.at, yes.way, said, there)


def in_order(wanted: Sequence[ElementId], there: Sequence[ElementId]) -> list[ElementId]:
    """All that are there: first those named, in the order named, then the rest as they stood."""
    named = [each for each in dict.fromkeys(wanted) if each in set(there)]
    return [*named, *(each for each in there if each not in set(named))]
