"""What has the reader answered in the plan as it is laid out, and what must be answered before the whole?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from enplan.doors.parts.plan_cards import Card, GoalCard, LifeArea
from enplan.journey.plan.facts import Reduction, Version
from enplan.journey.plan.queries import PlanPage
from enplan.journey.plan.rules.standing import Answered, last_answers
from enplan.kernel.ids import PersonId


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in the plan, by the name it has on the page."""

    element_id: UUID
    title: str
    is_goal: bool = False


@dataclass(frozen=True, slots=True)
class Answering:
    """What has to be said about the proposed plan before the reader can say yes to the whole."""

    first: tuple[Part, ...]  # gives less, and waits for its own yes
    declined: tuple[Part, ...]  # the reader's last word on it is no
    said_no: bool  # to the whole
    dots: bool  # whether anything on the page is marked as new

    @property
    def open(self) -> bool:
        """Whether nothing stands between the reader and a yes to the whole."""
        return not (self.first or self.declined or self.said_no)


def answering(
    version: Version | None,
    me: PersonId | None,
    areas: Iterable[LifeArea],
    others: Sequence[Card],
    ended: Sequence[tuple[Reduction, Card | None]],
) -> Answering:
    """The same, read off the cards that stand on the page."""
    goals = [goal for area in areas for goal in area.goals]
    cards = list({card.measure.id: card for card in _cards(goals, others)}.values())
    stopping = [(each.before, card) for each, card in ended if card]
    asked = [(card.measure.title, card) for card in cards if card.less] + stopping
    whole = last_answers(version).items() if version else ()
    return Answering(
        first=tuple(Part(card.measure.id, title) for title, card in asked if card.can_answer and card.answer is None),
        declined=(
            *(Part(each.goal.id, each.goal.text, is_goal=True) for each in goals if _is_no(each.answer)),
            *(Part(card.measure.id, card.measure.title) for card in cards if _is_no(card.answer)),
            *(Part(card.measure.id, title) for title, card in stopping if _is_no(card.answer)),
        ),
        said_no=any(element is None and who == me and not answer.yes for (element, _, who), answer in whole),
        dots=any(each.is_new for each in goals) or any(card.is_new for card in cards),
    )


def as_it_stopped(plan: PlanPage) -> PlanPage:
    """A plan whose yes was taken back: nothing in it is agreed in common any more, and nothing waits for an answer."""
    return replace(
        plan,
        proposed=None,
        goals=tuple(replace(each, agreed=False) for each in plan.goals),
        measures=tuple(replace(each, agreed=False) for each in plan.measures),
    )


def _cards(goals: Iterable[GoalCard], others: Iterable[Card]) -> Iterator[Card]:
    for goal in goals:
        yield from goal.cards
    yield from others


def _is_no(answer: Answered | None) -> bool:
    return answer is not None and not answer.yes
