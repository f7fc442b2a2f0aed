"""On which approved plan is to be decided? Mette's and Freja's, played by commands alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from enplan.journey.assessment.commands import conclude_assessment
from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import ConsentKind, ConsentScope, Way, Witness
from enplan.journey.decisions.commands import issue_decision, receive_complaint
from enplan.journey.decisions.facts import Choice, Complaint, Decision, Result
from enplan.journey.plan.commands import add_measure, approve_plan, propose_plan, set_goal
from enplan.journey.plan.facts import PlanMeasure, Responsible, Version
from enplan.journey.plan.facts import Way as OnPaper
from enplan.journey.plan.rules.standing import can_answer
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period
from enplan.registers.organisation.commands import settle
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.rules import YES
from tests.clock import TODAY
from tests.worlds import NOW, World, mettes_case

COORDINATOR = "Susanne Brandt"
STARTS = date(2026, 12, 1)

LAST_MONTH = NOW - timedelta(days=30)


def a_no(element_id: UUID, result: Result = Result.REFUSED, granted: str = "") -> Choice:
    """A no, or less than asked for, with reasons of its own."""
    considered = f"Vi lægger vægt på det, der står i sagen ({str(element_id)[:4]})."
    return Choice(
        element_id,
        result,
        facts="Du har selv fundet støtte.",
        discretion=considered,
        granted=granted,
        reply="Vi har læst dit svar.",
    )


@dataclass(frozen=True)
class Planned:
    """A case with an approved plan, and its measures by name."""

    world: World
    version: Version
    measures: dict[str, PlanMeasure]

    def person(self, who: str) -> PersonId:
        """The person called so."""
        return self.world.cast.persons[who].id

    def choices(self, *refused: str, without: tuple[str, ...] = ()) -> list[Choice]:
        """Yes to everything but these."""
        return [
            a_no(measure.id) if name in refused else Choice(measure.id, Result.GRANTED)
            for name, measure in self.measures.items()
            if name not in {"walk", "course", *without}
        ]

    def issue(self, *refused: str, at: datetime = NOW) -> Decision:
        """The coordinator signs."""
        sight = self.world.sight(COORDINATOR, at=at)
        return issue_decision(sight, at=at, version_id=self.version.id, choices=self.choices(*refused))

    def complain(self, decision: Decision, *, parts: tuple[UUID, ...] = (), at: datetime = NOW) -> list[Complaint]:
        """Mette complains on the portal."""
        sight = self.world.sight("mette", at=at)
        return receive_complaint(sight, at=at, decision_id=decision.id, part_ids=parts, text="Jeg er uenig.")


def consent(world: World, person: str, kind: ConsentKind, category: Category = Category.PLAN) -> None:
    """Asked by the coordinator and given by Mette, for a year; one plan for Freja takes Carsten's yes too."""
    sight = world.sight(COORDINATOR)
    scope = ConsentScope(kind, world.cast.persons[person].id, "At lave én plan", category)
    period = Period(NOW.date(), NOW.date() + timedelta(days=360))
    asked = ask_for_consent(sight, at=NOW, scope=scope, why="Så kan vi samle planerne.", period=period)
    given = give_consent(world.sight("mette"), at=NOW, request_id=asked.id, way=Way.PORTAL)
    if not given.complete:
        carsten, witness = world.cast.persons["carsten"], Witness("Carsten og Susanne Brandt", True, "På papir")
        sight = world.sight(COORDINATOR)
        give_consent(sight, at=NOW, request_id=asked.id, way=Way.PAPER, given_by=carsten.id, witness=witness)


def a_plan_to_decide(*, assessed: tuple[str, ...] = ("mette", "freja")) -> Planned:
    """Two measures of Mette's and one of Freja's take a decision; a walk and a course take none."""
    world = mettes_case()
    for person in ("mette", "freja"):
        consent(world, person, ConsentKind.PLAN)
        for category in (Category.WORK, Category.FAMILY):
            consent(world, person, ConsentKind.INFORMATION, category)
    consent(world, "mette", ConsentKind.INFORMATION, Category.HEALTH)  # Freja is 15: her health is her own
    assess(world, *assessed)
    return propose_and_approve(world, _measures(world))


def _measures(world: World) -> dict[str, PlanMeasure]:
    mette, freja = world.cast.persons["mette"].id, world.cast.persons["freja"].id
    sight = world.sight(COORDINATOR)
    goal = set_goal(sight, at=NOW, person_id=mette, text="En hverdag, der hænger sammen", domain="daily-life")
    young = set_goal(sight, at=NOW, person_id=freja, text="Freja trives i skolen", domain="child")

    def planned(measure_type: str, department: str = "", *, person: PersonId = mette) -> PlanMeasure:
        return add_measure(
            sight,
            at=NOW,
            person_id=person,
            measure_type=measure_type,
            starts=STARTS,
            ends=date(2027, 5, 31),
            hours_per_week=Decimal("2.5"),
            goals=(goal.id if person == mette else young.id,),
            responsible=Responsible("Henrik Dam", "", department),
        )

    return {
        "mentor": planned("mentorstoette", "Jobcenter Nordby"),
        "support": planned("socialpaedagogisk-stoette", "Voksenstøtte"),
        "family": planned("familiebehandling", "Familieafdelingen", person=freja),
        "course": planned("patientrettet-forebyggelse", "Sundhedscenter Nordby"),
        "walk": add_measure(sight, at=NOW, person_id=mette, title="Jeg går en tur hver dag", goals=(goal.id,)),
    }


def assess(world: World, *persons: str) -> None:
    """The coordinator gathers the assessment of each."""
    for person in persons:
        conclude_assessment(
            world.sight(COORDINATOR),
            at=NOW,
            person_id=world.cast.persons[person].id,
            conclusion="Det er klart, hvad der skal til.",
            strengths="Hun holder aftaler, hun selv har været med til at lave.",
            wishes="Ro i hverdagen.",
            kinds=[Category.PLAN],
        )


def want_four_eyes(world: World, value: str = YES, *, first_day: date = TODAY, at: datetime = LAST_MONTH) -> None:
    """The leader has settled whether two professionals stand behind a decision."""
    settle(
        world.actor("Thomas Vinther"),
        at=at,
        matter=Matter.FOUR_EYES,
        value=value,
        first_day=first_day,
        why="Besluttet af udvalget den 20. oktober.",
    )


def delegate(world: World, value: str, *, first_day: date = TODAY, at: datetime = LAST_MONTH) -> None:
    """The leader has settled whether the contact person decides for every department."""
    settle(
        world.actor("Thomas Vinther"),
        at=at,
        matter=Matter.DELEGATION,
        value=value,
        first_day=first_day,
        why="Besluttet af byrådet den 20. oktober.",
    )


def propose_and_approve(world: World, measures: dict[str, PlanMeasure]) -> Planned:
    """The coordinator proposes, Mette says yes for herself and for Freja, and Carsten on paper for Freja."""
    version = propose_plan(world.sight(COORDINATOR), at=NOW)
    freja, carsten = world.cast.persons["freja"].id, world.cast.persons["carsten"].id
    if freja in can_answer(version, carsten):
        sight = world.sight(COORDINATOR)
        approve_plan(sight, at=NOW, version_id=version.id, for_person=freja, by_person=carsten, way=OnPaper.PAPER)
    for person in ("mette", "freja"):
        version = approve_plan(
            world.sight("mette"), at=NOW, version_id=version.id, for_person=world.cast.persons[person].id
        )
    return Planned(world, version, measures)
