"""Which deadlines run after a request, a letter, a complaint and a consent, and whose turn is it? (S-67, S-68)"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from enplan.journey.consent.facts import ConsentKind
from enplan.journey.decisions.facts import (
    Channel,
    Clock,
    Complaint,
    ComplaintPart,
    Decision,
    Delivery,
    Form,
    GuidanceWords,
    Kind,
    Part,
    PartWords,
    Result,
)
from enplan.journey.decisions.rules import complaints
from enplan.journey.followup.facts import DueKind, Turn, turn_of
from enplan.journey.followup.rules.deadlines import law_days
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, ComplaintId, DecisionId, PersonId, VersionId
from enplan.kernel.period import Period
from enplan.law.lawbook import lawbook
from tests import builders_plan
from tests.builders_deadlines import METTE, MONDAY, the_date, the_day, the_facts
from tests.builders_people import a_consent, a_request, a_scope

LAW = lawbook().on(MONDAY)
MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)


def a_part(route: str = "ast-social", *, result: Result = Result.REFUSED, element: UUID | None = None) -> Part:
    guidance = GuidanceWords(route, "Klage", ()) if result is not Result.GRANTED else None
    return Part(
        id=uuid4(),
        decision_id=DecisionId(UUID(int=7)),
        person_id=METTE.person_id,
        category=Category.SOCIAL,
        element_id=element or uuid4(),
        measure_type="socialpaedagogisk-stoette",
        result=result,
        route=route,
        bases=(),
        words=PartWords("Bostøtte", "Afslag"),
        guidance=guidance,
    )


def a_letter(*parts: Part, received: date = MONDAY) -> Decision:
    return Decision(
        id=DecisionId(UUID(int=7)),
        case_id=CaseId(uuid4()),
        version_id=VersionId(uuid4()),
        kind=Kind.ON_PLAN,
        form=Form.ONE_LETTER,
        regime="hop-2018",
        made_at=MADE,
        made_by="Susanne Brandt",
        title_of_maker="",
        delivery=Delivery.DIGITAL,
        received_day=received,
        parts=parts,
    )


def a_clock(route: str, *, received: date = MONDAY, done: bool = False, **what: Any) -> Clock:
    part = a_part(route)
    about = ComplaintPart(uuid4(), part.id, METTE.person_id, Category.SOCIAL, route)
    complaint = Complaint(
        ComplaintId(uuid4()),
        part.decision_id,
        METTE.person_id,
        Category.SOCIAL,
        Channel.PHONE,
        received,
        MADE,
        "Mette",
        "",
        (about,),
    )
    todo = complaints.handling(LAW.complaint_route(route), LAW, received, None)
    return Clock(
        complaint=complaint,
        part=about,
        answer=part,
        person=METTE,
        authority="Ankestyrelsen",
        late=todo.late,
        reconsiders=todo.reconsiders,
        due=todo.due,
        outcomes=(),
        done=done,
        **what,
    )


def test_a_request_is_answered_within_the_days_that_were_promised() -> None:
    asked = a_request(asked_at=MADE, days=28)

    found = the_day(the_facts(request=asked), "rsl-kommunens-frister")

    assert found is not None
    assert (found.day, found.kind, found.duty_of) == (MONDAY + timedelta(days=28), DueKind.REQUEST, "municipality")
    assert the_day(the_facts(request=replace(asked, answered_at=MADE)), "rsl-kommunens-frister") is None


@pytest.mark.parametrize(
    ("route", "deadline"),
    [
        ("ast-social", "klage-ast-4-uger"),
        ("klagenaevn-specialundervisning", "klage-specialundervisning-4-uger"),
    ],
)
def test_a_citizen_has_four_weeks_from_the_letter(route: str, deadline: str) -> None:
    facts = the_facts(decisions=[a_letter(a_part(route), a_part(route))])

    found = the_day(facts, deadline)

    assert found is not None
    assert (found.day, found.kind, found.since) == (date(2026, 12, 21), DueKind.CITIZEN_DAY, MONDAY)
    assert the_day(replace(facts, on=date(2026, 12, 21)), deadline) is not None
    assert the_day(replace(facts, on=date(2026, 12, 22)), deadline) is None  # the right is gone; nobody is late


def test_what_was_granted_or_complained_about_has_no_day_to_complain() -> None:
    refused = a_part()
    clock = replace(
        a_clock("ast-social"), part=ComplaintPart(uuid4(), refused.id, METTE.person_id, Category.SOCIAL, "ast-social")
    )

    assert the_day(the_facts(decisions=[a_letter(a_part(result=Result.GRANTED))]), "klage-ast-4-uger") is None
    assert the_day(the_facts(decisions=[a_letter(refused)]), "klage-ast-4-uger") is not None
    clocked = the_facts(decisions=[a_letter(refused)], clocks=[replace(clock, done=True)])
    assert the_day(clocked, "klage-ast-4-uger") is None


@pytest.mark.parametrize(
    ("route", "deadline", "day"),
    [
        ("ast-social", "genvurdering-4-uger", date(2026, 12, 21)),
        ("ast-varsling", "genvurdering-14-dage-varsel", date(2026, 12, 7)),
        ("ast-beskaeftigelse-hurtig", "genvurdering-5-dage-dagpenge", date(2026, 11, 27)),
        ("klagenaevn-specialundervisning", "genvurdering-specialundervisning-4-uger", date(2026, 12, 21)),
        ("ingen-klageadgang", "genvurdering-4-uger", date(2026, 12, 21)),
    ],
)
def test_each_route_has_its_own_time_to_look_again(route: str, deadline: str, day: date) -> None:
    assert the_date(the_facts(clocks=[a_clock(route)]), deadline) == day
    assert the_date(the_facts(clocks=[a_clock(route, done=True)]), deadline) is None


def test_after_a_partly_new_decision_it_is_the_citizens_turn_and_then_ours_again() -> None:
    """Bekendtgørelse om retssikkerhed § 12."""
    route = LAW.complaint_route("klagenaevn-specialundervisning")
    keep, forward = complaints.last_day_to_keep(LAW, MONDAY), complaints.last_day_to_forward(route, LAW, MONDAY)

    asked = the_day(the_facts(clocks=[a_clock("ast-social", keep_by=keep)]), "klage-fastholdes-4-uger")
    kept = a_clock("klagenaevn-specialundervisning", done=True, forward_by=forward)
    ordinary = complaints.last_day_to_forward(LAW.complaint_route("ast-social"), LAW, MONDAY)

    assert asked is not None
    assert (asked.day, asked.duty_of) == (date(2026, 12, 21), "citizen")
    assert the_date(the_facts(clocks=[kept]), "specialundervisning-videresendes-2-uger") == date(2026, 12, 7)
    kept_elsewhere = a_clock("ast-social", done=True, forward_by=ordinary)
    assert the_date(the_facts(clocks=[kept_elsewhere]), "klage-videresendes-14-dage") == date(2026, 12, 7)


def test_the_day_to_keep_of_who_is_outside_the_case_is_not_the_citizens() -> None:
    """Who holds custody outside the case complains with days of their own; the desk is told whose day it is."""
    clock = a_clock("ast-social", keep_by=complaints.last_day_to_keep(LAW, MONDAY))
    his = replace(clock.complaint, outside=True, complainant=PersonId(uuid4()), complainant_name="Carsten")

    asked = the_day(the_facts(clocks=[replace(clock, complaint=his)]), "klage-fastholdes-4-uger")

    assert asked is not None
    assert (asked.kind, asked.duty_of) == (DueKind.OTHERS_DAY, "parents")
    assert turn_of(asked.kind) is Turn.OTHERS
    assert asked.title.startswith("Carsten: ")


def test_help_with_notice_is_not_lowered_for_fourteen_weeks() -> None:
    """Serviceloven § 3 a: only help that was there before can be taken away."""
    part = a_part("ast-varsling")
    there = builders_plan.a_measure(id=part.element_id)
    facts = the_facts(decisions=[a_letter(part)], agreed=[there])

    assert the_date(facts, "varsling-14-uger") == date(2027, 3, 1)
    assert the_date(replace(facts, agreed=[replace(there, promised=())]), "varsling-14-uger") is None
    granted = the_facts(decisions=[a_letter(a_part("ast-varsling", result=Result.GRANTED))], agreed=[there])
    assert the_date(granted, "varsling-14-uger") is None


@pytest.mark.parametrize(
    ("category", "deadline"),
    [
        (Category.HEALTH, "samtykke-sundhed-1-aar"),
        (Category.ADDICTION, "samtykke-sundhed-1-aar"),
        (Category.WORK, ""),
    ],
)
def test_a_consent_with_a_last_day_is_told_of_before_it_ends(category: Category, deadline: str) -> None:
    """Sundhedsloven § 44 stk. 2 ends one about health after a year; another ends when the citizen said."""
    last = date(2027, 1, 31)
    scope = replace(a_scope(METTE.person_id, category), kind=ConsentKind.INFORMATION)
    consent = a_consent(scope, period=Period(MONDAY, last))

    found = law_days(the_facts(consents=[consent, a_consent(scope, period=Period(MONDAY, None))]))

    assert [(each.deadline, each.day, each.kind) for each in found] == [(deadline, last, DueKind.ENDS)]
    assert bool(found[0].basis) is bool(deadline)
    assert len(law_days(the_facts(consents=[consent, a_consent(scope, period=Period(MONDAY, last))]))) == 1


def test_every_law_day_names_its_section_and_shows_how_it_was_counted() -> None:
    facts = the_facts(decisions=[a_letter(a_part())], clocks=[a_clock("ast-botilbud")])

    days = law_days(facts)

    assert len(days) == 2
    assert all(each.basis and each.steps and each.event for each in days)
