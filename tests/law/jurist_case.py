"""What does the product make of a case's household: its plans, meeting duties, decisions, complaints and consents?"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Final
from uuid import UUID, uuid5

from enplan.journey.consent.facts import ConsentKind, ConsentScope
from enplan.journey.consent.rules.deciding import thresholds_of, who_must
from enplan.journey.consent.rules.lasting import last_possible_day
from enplan.journey.coordination.facts import FateKind
from enplan.journey.coordination.rules.duties import demanded, duty_rows
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.decisions.facts import Choice, Delivery, Drafted, Element, Result
from enplan.journey.decisions.facts.signing import Signer
from enplan.journey.decisions.rules import complaints
from enplan.journey.decisions.rules.checking import checks
from enplan.journey.decisions.rules.composing import Setting, about_children, compose, count, form_of, kind_of
from enplan.journey.decisions.rules.hearing import is_due, last_day_to_answer
from enplan.journey.meetings.rules.duties import due_duties, needs_presence
from enplan.journey.plan.facts import Approval, Way
from enplan.journey.plan.rules.merging import merge, why_beside
from enplan.journey.plan.rules.standing import approvers
from enplan.journey.sectorplans.facts import Duty, Goal, Household, Measure, Person, SectorPlan
from enplan.kernel.calendar import DENMARK, age_on
from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId, PersonId, VersionId
from enplan.law.lawbook import Lawbook
from enplan.law.phrasebook import phrasebook
from enplan.law.provision import OnePlan
from enplan.registers.cases.facts import CasePerson, Place
from enplan.registers.organisation.facts import Department
from enplan.registers.people.facts import Relation, RelationKind
from tests.law.case_files import Case, Row
from tests.law.jurist import NOWHERE, Answers, sections, steps_of

SPACE: Final = UUID("00000000-0000-0000-0000-000000000003")
OTHER: Final = "somebody-else"


@cache
def id_of(name: str) -> PersonId:
    """The same id for the same name."""
    return PersonId(uuid5(SPACE, name))


def _first(case: Case) -> str:
    return next(iter(case.people))


def _spread(case: Case, book: Lawbook, *plans: SectorPlan) -> Spread:
    persons = [Person(name, born) for name, born in case.people.items()]
    persons += [Person(OTHER, date(1980, 1, 1))]
    return Spread(Household(tuple(persons), plans, on=case.day, regime=case.regime), book, case.day)


def plan(case: Case, row: Row, book: Lawbook) -> Answers:
    """A sector plan with a goal of its person's own and a measure for two: what becomes of it, and on which basis?"""
    person = row.get("person", _first(case))
    goal = Goal("plan", "goal", person, "some-hours", "Et mål.")
    measure = Measure("plan", "measure", "mentorstoette", (person, OTHER), case.day, goals=("plan/goal",))
    one = SectorPlan("plan", row["type"], person, "Afdelingen", goals=(goal,), measures=(measure,))
    spread = _spread(case, book, one)
    draft = merge(spread)
    fates = {fate.item: fate.fate for fate in draft.fates}
    kind = spread.law.plan_type(row["type"])
    own = len(spread.law.regime(case.regime).legal_basis)
    return {
        "fate": _fate(fates, kind.one_plan, beside=bool(why_beside(spread, one))),
        "basis": sections(draft.legal_basis[own:]),
        "content": len(draft.demands),
        "holds": kind.in_force(case.day),
    }


def _fate(fates: Mapping[str, FateKind], one_plan: OnePlan, *, beside: bool) -> str:
    carried = {item for item, fate in fates.items() if fate is FateKind.CARRIED}
    if not carried:
        assert beside
        return "beside"
    assert not beside
    if carried == {"plan/measure"}:
        return "part"
    return {OnePlan.BECOMES_ONE_PLAN: "becomes", OnePlan.IS_ONE_PLAN: "is"}.get(one_plan, "replaced")


def duty(case: Case, row: Row, book: Lawbook) -> Answers:
    """A meeting duty that arose on a day: when are how many due, in which form, and what does the regime do to it?"""
    person = row.get("person", _first(case))
    one = Duty("plan", "duty", row["rule"], person, row["since"])
    spread = _spread(case, book, SectorPlan("plan", "min-plan", person, "Afdelingen", duties=(one,)))
    (demand,) = demanded(spread)
    answers: Answers = {
        "holds": demand.rule is not None,
        "due": [[ahead.due, ahead.count] for ahead in demand.ahead],
        "undated": demand.undated,
    }
    seen = due_duties(spread.household, duty_rows(demanded(spread)), book, case.day)[0]
    return answers | {
        "effect": seen.effect,
        "sanction": seen.sanction,
        "alone": not seen.can_combine,
        "presence": needs_presence(seen),
        "sections": sections(seen.legal_basis),
    }


def _people(case: Case) -> dict[PersonId, CasePerson]:
    first = _first(case)
    return {
        id_of(name): CasePerson(id_of(name), name, name.title(), born, _place(name == first, born, case.day))
        for name, born in case.people.items()
    }


def _place(first: bool, born: date, day: date) -> Place:
    if first:
        return Place.CITIZEN
    return Place.ADULT if age_on(born, day) >= 18 else Place.CHILD


def _setting(case: Case, book: Lawbook) -> Setting:
    law, delivery = book.on(case.day), Delivery(case.delivery)
    received = complaints.received_day(case.day, delivery)
    return Setting(_people(case), law.regime(case.regime), law, phrasebook().on(case.day), received, delivery)


def _asked(case: Case, row: Row, setting: Setting) -> tuple[Element, Choice]:
    name = row.get("person", _first(case))
    category = kind_of(row["type"], setting.law)
    types = (row["type"],) if setting.law.measure_type(row["type"]).granted_by_decision else ()
    element = Element(
        id=uuid5(SPACE, f"{name} {row['type']}"),
        person_id=id_of(name),
        category=category,
        types=types,
        title="Indsatsen",
        starts=row.get("starts", case.day),
        ends=row.get("ends", case.day + timedelta(weeks=4)) or None,
        persons=tuple(id_of(each) for each in row.get("persons", (name,))),
        categories=(category,),
        demands=row.get("demands", False),
    )
    (element,) = about_children([element], setting.people, setting.law)
    result = Result(row.get("result", "refused"))
    granted = "To timer om ugen." if result is Result.PARTLY else ""
    return element, Choice(element.id, result, "Det vejer.", f"Vi har vejet {row['type']}.", granted=granted)


def _yes(name: str, element: Element, case: Case) -> Approval:
    at = datetime.combine(case.day, time(8), DENMARK)
    return Approval(VersionId(element.id), element.person_id, id_of(name), at, Way.PORTAL)


def _signer(row: Row) -> Signer:
    """Of a department that decides in these areas; where none are named, the contact person decides for all."""
    decides = tuple(Category(each) for each in row.get("decides", ()))
    own = Department(DepartmentId(uuid5(SPACE, "department")), "Afdelingen", decides, decides=decides)
    return Signer(own, for_all="decides" not in row)


def answer(case: Case, row: Row, book: Lawbook) -> Answers:
    """A measure that is answered: is it decided, on which basis, and where and until when can one complain?"""
    setting = _setting(case, book)
    element, choice = _asked(case, row, setting)
    if not element.types:
        return {"decided": False}
    (part,) = compose([element], {element.id: choice}, setting)
    route = setting.law.complaint_route(part.route)
    due = complaints.last_day_to_complain(route, setting.law, setting.received, setting.delivery)
    person = setting.people[element.person_id]
    children = [setting.people[each].ref for each in element.children]
    said = part.guidance.paragraphs if part.guidance else ()
    found = checks(
        [element],
        {element.id: choice},
        [part],
        hearings=(),
        setting=setting,
        plan_open=frozenset(setting.people),
        assessed=frozenset(setting.people) if row.get("assessed", True) else (),
        approvals=[_yes(name, element, case) for name in row.get("said_yes", ())],
        signer=_signer(row),
    )
    say = setting.phrases.say
    return {
        "decided": True,
        "route": route.id,
        "authority": route.authority_da,
        "received": setting.received,
        "last": (part.guidance.last_day if part.guidance else None) or NOWHERE,
        "steps": steps_of(due),
        "sections": sections(part.bases),
        "guided": part.guidance is not None,
        "children": children,
        "duty": "part.granted.duty" in said_of(part, setting),
        "absence": "part.duty.absence" in said_of(part, setting),
        "custody": say("guide.who.custody") in said,
        "child": say("guide.who.child", {"name": person.name}) in said,
        "delays": next((effect for effect in EFFECTS if say(f"guide.suspensive.{effect}") in said), NOWHERE),
        "must": [check.key for check in found if check.weight == "must"],
        "should": [check.key for check in found if check.weight == "should"],
    }


def said_of(part: Drafted, setting: Setting) -> set[str]:
    """Which sentences about a duty the answer holds."""
    keys = ("part.granted.duty", "part.duty.absence")
    return {key for key in keys if setting.phrases.say(key) in part.words.outcome}


EFFECTS: Final = ("none", "partly", "on-request", "until-notice-ends")


def letter(case: Case, row: Row, book: Lawbook) -> Answers:
    """All the case's answers in one letter: as what the law sees it, and how many decisions and guides it holds."""
    setting = _setting(case, book)
    asked = [_asked(case, each, setting) for kind, each in case.rows if kind == "answer"]
    parts = compose([element for element, _ in asked], {choice.element_id: choice for _, choice in asked}, setting)
    counted = count(parts, setting.regime)
    return {
        "form": form_of(setting.regime),
        "decisions": counted.number,
        "guides": counted.routes,
        "acts": dict(counted.by_act),
    }


def complaint(case: Case, row: Row, book: Lawbook) -> Answers:
    """A complaint that came on a day: whether it is late, who looks at it, and by when."""
    law = book.on(case.day)
    route = law.complaint_route(row["route"])
    handled = complaints.handling(route, law, row["received"], row.get("last"))
    return {
        "late": handled.late,
        "reconsiders": handled.reconsiders,
        "due": handled.due.day,
        "steps": steps_of(handled.due),
        "outcomes": [str(each) for each in complaints.outcomes(route, late=handled.late)],
    }


def afterwards(case: Case, row: Row, book: Lawbook) -> Answers:
    """A partly favourable new answer: until when the citizen can keep the complaint, and when it is then forwarded."""
    law = book.on(case.day)
    keep = complaints.last_day_to_keep(law, row.get("received", case.day))
    forward = complaints.last_day_to_forward(law.complaint_route(row["route"]), law, row.get("kept", case.day))
    return {"keep_by": keep.day, "forward_by": forward.day, "steps": steps_of(forward if "kept" in row else keep)}


def consent(case: Case, row: Row, book: Lawbook) -> Answers:
    """A consent: who must give it, one of each group, and how long it can last."""
    ages, name = thresholds_of(book.on(case.day)), row["about"]
    holders = [id_of(each) for each in case.custody.get(name, ())]
    kind = ConsentKind(row.get("kind", "plan"))
    category = Category(row.get("category", "plan"))
    scope = ConsentScope(kind, id_of(name), "Én plan", category)
    demand = who_must(scope, age_on(case.people[name], case.day), holders, ages)
    last = last_possible_day(scope, case.people[name], case.day, holders, ages)
    return {"of": _names(demand.groups, case), "last": last or NOWHERE}


def _names(groups: Any, case: Case) -> list[list[str]]:
    known = {id_of(name): name for name in [*case.people, *(each for held in case.custody.values() for each in held)]}
    return sorted(sorted(known[each] for each in group) for group in groups)


def approval(case: Case, row: Row, book: Lawbook) -> Answers:
    """Who must say yes to a proposed plan about somebody."""
    name = row["about"]
    related = [
        Relation(id_of(holder), id_of(child), RelationKind.PARENT_WITH_CUSTODY)
        for child, holders in case.custody.items()
        for holder in holders
    ]
    people = [each for ref, each in _people(case).items() if ref not in row.get("outside", ())]
    (found,) = approvers([id_of(name)], people, related, case.day)
    return {"of": _names(found.by, case)}


def hearing(case: Case, row: Row, book: Lawbook) -> Answers:
    """Whether the party must be heard first, and until when they may answer."""
    choice = Choice(uuid5(SPACE, "hearing"), Result(row.get("result", "refused")), unknown_against=row["unknown"])
    return {"due": is_due(choice), "answer_by": last_day_to_answer(row.get("asked", case.day))}
