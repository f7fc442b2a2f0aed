"""Is the same thing asked, or the same statement ordered, more than once?"""

from collections.abc import Iterator

from enplan.journey.coordination.facts import (
    Finding,
    Kind,
    Proposal,
    QuestionAskedTwice,
    StatementOrderedTwice,
)
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called, joined, said_day
from enplan.journey.sectorplans.facts import Question, Statement
from enplan.law.provision import LegalBasis, Reuse


def question_asked_twice(spread: Spread) -> Iterator[Finding]:
    """The same information about the same person, asked in two or more plans, though an answer may be used again."""
    asked: dict[tuple[str, str], list[Question]] = {}
    for plan in spread.household.plans:
        for question in plan.questions:
            asked.setdefault((question.item, question.person), []).append(question)
    for (item, person), questions in asked.items():
        reuse = spread.law.item(item).reuse
        if reuse is Reuse.PER_PURPOSE or len({question.plan for question in questions}) < 2:
            continue
        answers = [
            question for question in questions if question.answered is not None and question.answered <= spread.on
        ]
        newest = max(answers, key=lambda one: (one.answered or spread.on, one.name), default=None)
        yield spread.finding(
            Kind.QUESTION_ASKED_TWICE,
            [person],
            [question.name for question in questions],
            QuestionAskedTwice(item, newest.answered if newest else None, str(reuse)),
            legal_basis=_asked_under(spread, questions),
            proposals=_reuse(spread, questions, newest, reuse),
        )


def _asked_under(spread: Spread, questions: list[Question]) -> list[LegalBasis]:
    assessments = sorted({question.assessment for question in questions})
    return [basis for assessment in assessments for basis in spread.law.bases(spread.law.assessment(assessment))]


def _reuse(spread: Spread, questions: list[Question], newest: Question | None, reuse: Reuse) -> Iterator[Proposal]:
    open_ones = sorted(question.name for question in questions if question.answered is None)
    what = called(spread, questions[0].name)
    citizen = spread.persons[questions[0].person].called
    if newest is None or newest.answered is None:
        first = min(questions, key=lambda one: (one.asked, one.name))
        departments = joined(sorted({spread.department(question.name) for question in questions}))
        yield Proposal(
            f"Stil spørgsmålet om {what} én gang. {spread.department(first.name)} spørger {citizen}, "
            f"og svaret deles med {departments}, hvis {citizen} siger ja.",
            {"ask_once": first.name, "share_with": sorted({one.name for one in questions} - {first.name})},
        )
        return
    answer = f"svaret om {what} fra {said_day(newest.answered)} ({spread.department(newest.name)})"
    if reuse is Reuse.ASK_ONCE:
        text = f"Brug {answer} igen. {citizen} skal ikke svare på ny."
    else:
        text = f"Vis {citizen} {answer}, og lad {citizen} bekræfte eller rette det i stedet for at svare på ny."
    others = sorted({question.name for question in questions} - {newest.name})
    yield Proposal(text, {"reuse": newest.name, "for": open_ones or others, "confirm": reuse is not Reuse.ASK_ONCE})


def statement_ordered_twice(spread: Spread) -> Iterator[Finding]:
    """A statement is ordered while an earlier one about the same is on its way or still valid."""
    by_person: dict[str, list[Statement]] = {}
    for plan in spread.household.plans:
        for statement in plan.statements:
            by_person.setdefault(statement.person, []).append(statement)
    for person, statements in by_person.items():
        # By information item those ordered before, less those that have run out: they never become valid again.
        before: dict[str, dict[str, Statement]] = {}
        for later in sorted(statements, key=lambda one: (one.requested, one.name)):
            common: dict[str, list[str]] = {}
            for item in sorted(set(later.items)):
                if spread.law.item(item).reuse is Reuse.PER_PURPOSE:
                    continue
                group = before.setdefault(item, {})
                for name in [name for name, earlier in group.items() if _state(earlier, later) is None]:
                    del group[name]
                for name in group:
                    common.setdefault(name, []).append(item)
                group[later.name] = later
            for name, items in common.items():
                earlier = spread.items[name]
                assert isinstance(earlier, Statement)
                yield _ordered_twice(spread, person, earlier, later, tuple(items))


def _state(earlier: Statement, later: Statement) -> str | None:
    """How far the earlier one was on the day the later was ordered."""
    if earlier.received is None or earlier.received > later.requested:
        return "on-its-way"
    return "valid" if earlier.valid_until is None or later.requested <= earlier.valid_until else None


def _ordered_twice(
    spread: Spread, person: str, earlier: Statement, later: Statement, items: tuple[str, ...]
) -> Finding:
    state = _state(earlier, later)
    assert state is not None
    return spread.finding(
        Kind.STATEMENT_ORDERED_TWICE,
        [person],
        [earlier.name, later.name],
        StatementOrderedTwice(earlier.name, later.name, state, items),
        later.requested,
        proposals=_use_earlier(spread, earlier, later, items),
    )


def _use_earlier(spread: Spread, earlier: Statement, later: Statement, items: tuple[str, ...]) -> Iterator[Proposal]:
    what = joined(spread.law.item(item).label.lower() for item in items)
    owner, asker = spread.department(earlier.name), spread.department(later.name)
    rest = sorted(set(later.items) - set(items))
    if earlier.received is None or earlier.received > later.requested:
        text = f"Vent på {called(spread, earlier.name)} fra {owner}, bestilt {said_day(earlier.requested)}."
    else:
        text = f"Brug {called(spread, earlier.name)} fra {owner}, modtaget {said_day(earlier.received)}."
    yield Proposal(
        f"{text} Den dækker {what}. {asker} beder om samtykke til at få den.",
        {"reuse": earlier.name, "for": [later.name], "cancel": later.name if not rest else None},
    )
    if rest:
        others = joined(spread.law.item(item).label.lower() for item in rest)
        yield Proposal(
            f"Nøjes med at bestille {called(spread, later.name)} om {others}.",
            {"item": later.name, "set": {"items": rest}},
        )
