"""Is who holds custody outside the case heard before a no, or less, about the child? (forvaltningsloven § 19)"""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction

from enplan.journey.decisions.commands import answer_hearing, issue_decision, open_hearing, save_choice, send_hearing
from enplan.journey.decisions.facts import Check, Choice, Hearing, Result, Weight
from enplan.journey.decisions.facts.outside import CopyWay
from enplan.journey.decisions.queries import decision_page, due_of_decisions, hearing_of, letters_page
from enplan.journey.decisions.rules.hearing import last_day_to_answer
from enplan.journey.followup.commands import remind
from enplan.journey.followup.facts import DueKind
from enplan.kernel.errors import Missing, Refused, Unfit
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.journey.decisions.acts import events_of, reason, told
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_no, a_plan_to_decide

FACTS = "Skolen skriver, at Freja trives."


@pytest.fixture
def plan() -> Planned:
    return a_plan_to_decide()


def at(day: date) -> datetime:
    return NOW + (day - NOW.date())


def against(plan: Planned, what: str = "family", **changes: object) -> Choice:
    """A no that rests on what the party cannot be assumed to know."""
    return replace(a_no(plan.measures[what].id), unknown_against=True, **changes)  # type: ignore[arg-type]


def ask(plan: Planned, what: str = "family") -> list[Hearing]:
    """The coordinator asks everybody who is a party; the one in the case stands first."""
    sight = plan.world.sight(COORDINATOR)
    open_hearing(sight, at=NOW, element_id=plan.measures[what].id, facts=FACTS)
    return sorted(decision_page(sight, on=TODAY).hearings, key=lambda each: each.holder is not None)


def send(plan: Planned, hearing: Hearing, day: date = TODAY, *, who: str = COORDINATOR) -> Hearing:
    moment = at(max(day, TODAY))
    sight = plan.world.sight(who, at=moment)
    return send_hearing(sight, at=moment, hearing_id=hearing.id, way=CopyWay.POST, day=day)


def answer(plan: Planned, hearing: Hearing, who: str = COORDINATOR) -> Hearing:
    return answer_hearing(plan.world.sight(who), at=NOW, hearing_id=hearing.id, text="Hun skal have hjælpen.")


def found(plan: Planned, on: date = TODAY) -> dict[str, Check]:
    checks = decision_page(plan.world.sight(COORDINATOR, at=at(on)), on=on).checks
    return {each.key: each for each in checks if each.key.startswith(("holder-", "hearing-"))}


def issue(plan: Planned, choice: Choice) -> None:
    sight = plan.world.sight(COORDINATOR)
    choices = [*plan.choices(without=("family",)), choice]
    issue_decision(sight, at=NOW, version_id=plan.version.id, choices=choices)


@pytest.mark.django_db
def test_a_no_about_the_child_waits_for_who_holds_custody_outside_the_case(plan: Planned) -> None:
    save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=against(plan))
    assert set(found(plan)) == {"hearing-due", "holder-not-heard"}

    own, outside = ask(plan)
    assert (own.holder, outside.holder, outside.holder_name) == (None, plan.person("carsten"), "Carsten Bro Andersen")
    assert set(found(plan)) == {"hearing-open", "holder-letter"}
    answer(plan, own, "mette")
    assert set(found(plan)) == {"holder-letter"}
    with pytest.raises(Unfit) as caught, transaction.atomic():
        issue(plan, against(plan))
    assert reason(caught) == "decision.check.holder-letter"

    sent = send(plan, outside)
    assert found(plan)["holder-open"].blanks == {"last": sent.answer_by}
    assert set(found(plan, sent.answer_by)) == {"holder-open"}
    assert found(plan, sent.answer_by + timedelta(days=1)) == {}

    answer(plan, outside)
    assert found(plan) == {}
    issue(plan, against(plan))


@pytest.mark.django_db
def test_the_time_to_answer_runs_from_the_day_the_letter_arrives(plan: Planned) -> None:
    _, outside = ask(plan)
    assert outside.open_on(outside.answer_by + timedelta(days=400))  # no time has begun

    sent = send(plan, outside, date(2026, 11, 24))

    assert sent.answer_by == last_day_to_answer(date(2026, 12, 1), 14) == date(2026, 12, 15)
    assert sent.sent is not None
    assert (sent.sent.way, sent.sent.day, sent.sent.by) == (CopyWay.POST, date(2026, 11, 24), COORDINATOR)
    assert send(plan, outside, date(2026, 11, 25)) == sent  # a double click
    assert events_of(plan).count("decision.hearing_sent") == 1


@pytest.mark.django_db
def test_it_is_a_task_until_the_letter_is_sent(plan: Planned) -> None:
    _, outside = ask(plan)
    sight = plan.world.sight(COORDINATOR)

    def letters() -> list[date]:
        return [each.day for each in remind(sight, at=NOW) if each.kind is DueKind.LETTER]

    assert letters() == [outside.asked_at.date()]
    send(plan, outside)
    assert letters() == []
    assert [each.kind for each in due_of_decisions(sight, on=TODAY)] == ["hearing"]  # Mette's own
    assert told(plan, "carsten") == []  # he has no page to read it on


@pytest.mark.django_db
def test_what_he_is_asked_stands_on_nobody_elses_page(plan: Planned) -> None:
    own, outside = ask(plan)
    mette = plan.world.sight("mette")

    assert [each.id for each in letters_page(mette, on=TODAY).hearings] == [own.id]
    with pytest.raises(Missing), transaction.atomic():
        hearing_of(mette, hearing_id=outside.id)
    with pytest.raises(Refused), transaction.atomic():
        answer(plan, outside, "mette")
    with pytest.raises(Refused), transaction.atomic():
        send(plan, outside, who="Henrik Dam")
    with pytest.raises(Missing), transaction.atomic():
        send(plan, own)
    with pytest.raises(Unfit), transaction.atomic():
        send(plan, outside, TODAY - timedelta(days=1))


@pytest.mark.django_db
def test_his_words_are_answered_and_not_told_to_the_others(plan: Planned) -> None:
    own, outside = ask(plan)
    answer(plan, own, "mette")
    answer(plan, outside)
    save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=against(plan, reply=""))

    page = decision_page(plan.world.sight(COORDINATOR), on=TODAY)

    assert "reply-missing" in [each.key for each in page.checks]
    (part,) = (part for row in page.rows for part in row.parts)
    assert part.words.said.count("Hun skal have hjælpen.") == 1


@pytest.mark.django_db
def test_a_double_click_asks_each_once_and_what_is_not_the_childs_asks_nobody_outside(plan: Planned) -> None:
    ask(plan)
    assert len(ask(plan)) == 2

    assert [each.holder for each in ask(plan, "mentor") if each.element_id == plan.measures["mentor"].id] == [None]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("result", "weight"), [(Result.REFUSED, Weight.SHOULD), (Result.PARTLY, Weight.SHOULD), (Result.GRANTED, None)]
)
def test_without_facts_against_it_is_worth_a_look_that_he_may_not_know(
    plan: Planned, result: Result, weight: Weight | None
) -> None:
    choice = a_no(plan.measures["family"].id, result, "Halvdelen." if result is Result.PARTLY else "")
    save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)

    assert {key: each.weight for key, each in found(plan).items()} == (
        {} if weight is None else {"holder-may-not-know": weight}
    )


@pytest.mark.django_db
def test_the_desk_prints_the_letter_and_notes_that_it_went_and_what_he_said(plan: Planned) -> None:
    _, outside = ask(plan)
    client = as_(plan.world.actor(COORDINATOR))
    root = f"/arbejde/sager/{plan.world.case_id}/afgoerelse/"
    page = f"{root}hoeringer/{outside.id}/brev/"

    shown = client.get(page).content.decode()
    for said in ("Carsten Bro Andersen", FACTS, "Du har 14 dage til at svare", "Freja"):
        assert said in shown
    assert client.get(f"{root}hoeringer/{outside.id}/brev.pdf").content.startswith(b"%PDF")
    assert client.post(f"{page}sendt/", {"way": "post", "day": "2026-11-01"}).status_code == 422
    assert client.post(f"{page}sendt/", {"way": "post", "day": "2026-11-23"}).status_code == 303
    client.post(f"{root}hoeringer/{outside.id}/", {"text": "Hun skal have hjælpen."})

    assert "Skrevet ned af Susanne Brandt" in client.get(page).content.decode()
    own = next(each.id for each in ask(plan) if each.holder is None)
    assert client.get(f"{root}hoeringer/{own}/brev/").status_code == 404
    said = client.get(root).content.decode()
    assert "Svar fra Carsten Bro Andersen, skrevet ned af Susanne Brandt" in said
