"""How does a letter say no to a measure, and where does the page say so?"""

from dataclasses import replace
from datetime import date

from enplan.demo.stories.telling import Telling
from enplan.journey.assessment.commands import conclude_assessment
from enplan.journey.decisions.commands import issue_decision
from enplan.journey.decisions.facts import Choice, Element, Result
from enplan.journey.decisions.queries import decision_page
from enplan.journey.plan.facts import PlanMeasure
from enplan.kernel.category import Category
from tests.builders_plan import COORDINATOR, noon
from tests.worlds_decisions import a_no


def refuse(story: Telling, measure: PlanMeasure) -> None:
    """The letter says no to the measure, and yes to the others."""
    gather_assessments(story)
    sight = story.sight(COORDINATOR, noon(story))
    page = decision_page(sight, on=noon(story).date())
    assert page.version is not None
    choices = [answer_of(row.element, noon(story).date(), refused=row.element.id == measure.id) for row in page.rows]
    issue_decision(sight, at=noon(story), version_id=page.version.id, choices=choices)


def answer_of(element: Element, day: date, *, refused: bool) -> Choice:
    """What somebody has is refused with their yes and from a day (S-65)."""
    answer = a_no(element.id, Result.REFUSED if refused else Result.GRANTED)
    return replace(answer, agreed="Det er i orden.", ends=day) if refused and element.had else answer


def gather_assessments(story: Telling) -> None:
    """The assessment of everybody who is to be answered is gathered: nothing is decided before (S-92)."""
    at = noon(story)
    for person in decision_page(story.sight(COORDINATOR, at), on=at.date()).unassessed:
        conclude_assessment(
            story.sight(COORDINATOR, at),
            at=at,
            person_id=person.person_id,
            conclusion="Det er klart, hvad der skal til.",
            strengths="De holder de aftaler, de selv har lavet.",
            wishes="Ro i hverdagen.",
            kinds=[Category.PLAN],
        )


def card_of(page: str, measure: PlanMeasure) -> str:
    """The card of one measure."""
    rest = page[page.index(f'<article class="ep-card" id="del-{measure.id}"') :]
    return rest[: rest.index("</article>")]
