"""Are the days of who complains without being in the case counted from their own copy?"""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.decisions.commands import (
    forward_complaint,
    keep_complaint,
    reassess_decision,
    receive_complaint,
    send_copy,
    send_upheld,
)
from enplan.journey.decisions.facts import (
    Channel,
    Choice,
    Clock,
    Complaint,
    Decision,
    Delivery,
    Outcome,
    Reassessment,
    Result,
)
from enplan.journey.decisions.facts.outside import CopySent, CopyWay, PaperSent
from enplan.journey.decisions.queries import (
    complaint_to_take_down,
    decision_page,
    due_of_decisions,
    letters_page,
    upheld_letter,
)
from enplan.journey.decisions.rules.complaints import received_day
from enplan.journey.decisions.rules.outside import own_day_to_keep, own_last_day, reached
from enplan.journey.followup.commands import remind
from enplan.journey.followup.facts import DueKind
from enplan.kernel.calendar import is_working_day
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import DecisionId, PersonId
from enplan.law.lawbook import lawbook
from enplan.registers.audit.queries import events
from tests.builders_decisions import named
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.journey.decisions.acts import told
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned

LAW = lawbook().on(TODAY)
CHILDREN = LAW.complaint_route("ast-social")


def a_copy(way: CopyWay, day: date) -> CopySent:
    return CopySent(DecisionId(named("letter")), PersonId(named("carsten")), way, day, COORDINATOR, NOW)


@pytest.mark.parametrize(
    ("way", "sent", "came", "last"),
    [
        pytest.param(CopyWay.HANDED_OVER, date(2026, 11, 25), date(2026, 11, 25), date(2026, 12, 23), id="handed over"),
        pytest.param(CopyWay.POST, date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 28), id="by post"),
        pytest.param(CopyWay.POST, date(2026, 11, 28), date(2026, 12, 4), date(2027, 1, 4), id="sent on a Saturday"),
        pytest.param(CopyWay.HANDED_OVER, date(2026, 11, 27), date(2026, 11, 27), date(2026, 12, 28), id="Christmas"),
    ],
)
def test_the_own_last_day_is_counted_as_for_every_letter_on_paper(
    way: CopyWay, sent: date, came: date, last: date
) -> None:
    copy = a_copy(way, sent)

    assert reached(copy)[0] == came
    assert own_last_day(CHILDREN, LAW, copy).day == last
    assert own_day_to_keep(LAW, copy).day == last


def test_before_the_copy_is_sent_no_time_has_begun() -> None:
    for found in (own_last_day(CHILDREN, LAW, None), own_day_to_keep(LAW, None)):
        assert (found.day, [each.phrase for each in found.steps]) == (None, ["step.copy-not-sent"])


@given(st.dates(TODAY, date(2030, 12, 31)), st.sampled_from(CopyWay))
def test_it_never_ends_before_four_weeks_with_the_letter_in_hand(sent: date, way: CopyWay) -> None:
    came, delivery = reached(a_copy(way, sent))
    last = own_last_day(CHILDREN, LAW, a_copy(way, sent)).day

    assert came == (received_day(sent, Delivery.LETTER) if way is CopyWay.POST else sent)
    assert delivery is (Delivery.LETTER if way is CopyWay.POST else Delivery.HANDED_OVER)
    assert last is not None
    assert last >= came + timedelta(weeks=4)
    assert is_working_day(last)


def at(day: date) -> datetime:
    return NOW + (day - NOW.date())


def sent(plan: Planned, decision: Decision, day: date, way: CopyWay = CopyWay.POST) -> None:
    sight, holder = plan.world.sight(COORDINATOR, at=at(day)), plan.person("carsten")
    send_copy(sight, at=at(day), decision_id=decision.id, holder_id=holder, way=way, day=day)


def phoned(
    plan: Planned, decision: Decision, day: date, *, who: str = "carsten", parts: tuple[UUID, ...] = ()
) -> list[Complaint]:
    """The team takes down what was said on the phone."""
    return receive_complaint(
        plan.world.sight(COORDINATOR, at=at(day)),
        at=at(day),
        decision_id=decision.id,
        part_ids=parts,
        text="Hun har brug for det.",
        channel=Channel.PHONE,
        complainant=plan.person(who),
    )


def clocks(plan: Planned, day: date) -> list[Clock]:
    return list(decision_page(plan.world.sight(COORDINATOR, at=at(day)), on=day).clocks)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("copy", "day", "late"),
    [
        pytest.param(date(2026, 11, 23), date(2026, 12, 22), False, id="after the letter's last day, within their own"),
        pytest.param(date(2026, 11, 23), date(2026, 12, 28), False, id="on their own last day"),
        pytest.param(date(2026, 11, 23), date(2026, 12, 29), True, id="the day after"),
        pytest.param(None, date(2027, 3, 1), False, id="never, before the copy was sent"),
    ],
)
def test_whether_it_is_late_is_counted_from_the_own_copy(
    plan: Planned, copy: date | None, day: date, late: bool
) -> None:
    """Forvaltningsloven § 25, retssikkerhedsloven § 67: four weeks from the day Carsten himself got the letter."""
    decision = plan.issue("family")
    if copy:
        sent(plan, decision, copy)

    (complaint,) = phoned(plan, decision, day)
    (clock,) = clocks(plan, day)

    assert (complaint.complainant, complaint.whose, complaint.outside) == (
        plan.person("carsten"),
        "Carsten Bro Andersen",
        True,
    )
    assert complaint.person_id == plan.person("freja")
    assert (clock.late, clock.reconsiders) == (late, not late)
    assert clock.own
    assert clock.own.day == (date(2026, 12, 28) if copy else None)
    assert clock.days[0] == clock.own  # shown with the rest


@pytest.mark.django_db
def test_in_time_by_the_own_copy_it_is_looked_at_again_and_the_letter_overtakes_the_other(plan: Planned) -> None:
    decision, day = plan.issue("family"), date(2026, 12, 22)
    sent(plan, decision, TODAY)
    plan.complain(decision, at=at(day))  # Mette, a day too late
    phoned(plan, decision, day)
    freja = [each for each in clocks(plan, day) if each.person.person_id == plan.person("freja")]
    own, mothers = sorted(freja, key=lambda each: each.late)
    assert (own.complaint.outside, mothers.complaint.outside) == (True, False)
    assert (own.late, mothers.late, own.part.joins, mothers.part.joins) == (False, True, None, None)

    with pytest.raises(Unfit, match=r"decision\.only_forwarded"), transaction.atomic():
        again(plan, mothers, Outcome.CHANGED, day)
    done = again(plan, own, Outcome.CHANGED, day)

    assert done.new_decision_id
    assert {each.overtaken for each in clocks(plan, day) if each.complaint.id == mothers.complaint.id} >= {day}


def again(plan: Planned, clock: Clock, outcome: Outcome, day: date) -> Reassessment:
    assert clock.answer
    some = Choice(clock.answer.element_id, Result.PARTLY, facts="Freja.", discretion="Vi vurderer.", granted="En time.")
    return reassess_decision(
        plan.world.sight(COORDINATOR, at=at(day)),
        at=at(day),
        complaint_part_id=clock.part.id,
        outcome=outcome,
        reasons="Vi har set på det igen.",
        choice=some if outcome is Outcome.PARTLY else None,
    )


@pytest.mark.django_db
def test_he_keeps_a_complaint_within_his_own_days_and_what_is_his_is_not_asked_on_the_portal(plan: Planned) -> None:
    decision = plan.issue("family")
    sent(plan, decision, TODAY)
    phoned(plan, decision, TODAY)
    (clock,) = clocks(plan, TODAY)
    new = again(plan, clock, Outcome.PARTLY, TODAY).new_decision_id
    (clock,) = clocks(plan, TODAY)
    assert clock.keep_by
    assert clock.keep_by.day is None  # his copy of the new letter has not gone
    mette = plan.world.sight("mette")
    assert [each.complaint.outside for each in letters_page(mette, on=TODAY).clocks] == []
    assert due_of_decisions(mette, on=TODAY) == []
    with pytest.raises(Missing), transaction.atomic():
        keep_complaint(mette, at=NOW, reassessment_id=clock.part.reassessment.id, kept=True)  # type: ignore[union-attr]

    letter = next(each for each in decision_page(plan.world.sight(COORDINATOR), on=TODAY).issued if each.id == new)
    sent(plan, letter, TODAY)
    assert clocks(plan, TODAY)[0].keep_by.day == date(2026, 12, 28)  # type: ignore[union-attr]
    phoned(plan, letter, date(2026, 12, 28))

    (clock,) = clocks(plan, date(2026, 12, 28))
    assert clock.part.reassessment
    assert clock.part.reassessment.kept
    assert [each.whose for each in clock.additions] == ["Carsten Bro Andersen"]


@pytest.mark.django_db
def test_who_is_in_the_case_is_not_told_of_an_answer_that_goes_to_him_on_paper(plan: Planned) -> None:
    decision = plan.issue("family")
    phoned(plan, decision, TODAY)
    (clock,) = clocks(plan, TODAY)

    again(plan, clock, Outcome.UPHELD, TODAY)
    forward_complaint(plan.world.sight(COORDINATOR), at=NOW, complaint_part_id=clock.part.id)

    assert not {"decision.upheld", "decision.complaint_forwarded"} & {*told(plan, "mette")}


@pytest.mark.django_db
def test_an_answer_that_changes_nothing_goes_to_him_on_paper(plan: Planned) -> None:
    """Who complains is answered; one who is not in the case has no page to read it on."""
    decision = plan.issue("family")
    sent(plan, decision, TODAY)
    phoned(plan, decision, TODAY)
    (clock,) = clocks(plan, TODAY)
    again(plan, clock, Outcome.UPHELD, TODAY)
    sight, desk = plan.world.sight(COORDINATOR), as_(plan.world.actor(COORDINATOR))
    assert [each.kind for each in remind(sight, at=NOW)].count(DueKind.LETTER) == 1

    page = f"/arbejde/sager/{plan.world.case_id}/afgoerelse/klager/{clock.part.id}/brev"
    shown = desk.get(f"{page}/").content.decode()
    for said in ("Carsten Bro Andersen", "Vi har set på det igen.", "Vi sender klagen til Ankestyrelsen senest"):
        assert said in shown
    assert desk.get(f"{page}.pdf").content.startswith(b"%PDF")
    assert desk.post(f"{page}/sendt/", {"way": "post", "day": "2026-11-01"}).status_code == 422
    for _ in range(2):  # a double click
        send_upheld(plan.world.sight(COORDINATOR), at=NOW, complaint_part_id=clock.part.id, way=CopyWay.POST, day=TODAY)

    (clock,) = clocks(plan, TODAY)
    assert clock.part.reassessment
    assert clock.part.reassessment.told == PaperSent(CopyWay.POST, TODAY, COORDINATOR)
    sight = plan.world.sight(COORDINATOR)
    assert DueKind.LETTER not in [each.kind for each in remind(sight, at=NOW)]
    assert [each.event for each in events(sight)].count("decision.answer_sent") == 1


@pytest.mark.django_db
def test_who_reads_the_answer_here_gets_no_letter_on_paper(plan: Planned) -> None:
    plan.complain(plan.issue("family"))
    (clock, *_) = [each for each in clocks(plan, TODAY) if not each.on_paper]
    again(plan, clock, Outcome.UPHELD, TODAY)
    sight = plan.world.sight(COORDINATOR)

    with pytest.raises(Missing), transaction.atomic():
        upheld_letter(sight, part_id=clock.part.id, on=TODAY)
    with pytest.raises(Missing), transaction.atomic():
        send_upheld(sight, at=NOW, complaint_part_id=clock.part.id, way=CopyWay.POST, day=TODAY)


@pytest.mark.django_db
def test_the_team_says_whose_complaint_it_is(plan: Planned) -> None:
    decision = plan.issue("family", "support")
    _, who = complaint_to_take_down(plan.world.sight(COORDINATOR), decision_id=decision.id, on=TODAY)
    mine = {each.name: {part.measure_type for part in decision.parts if part.id in each.parts} for each in who}
    family = {part.id for part in decision.parts if part.measure_type == "familiebehandling"}

    assert mine["Carsten Bro Andersen"] == mine["Freja Holm Andersen"] == {"familiebehandling"}
    assert mine["Mette Holm Andersen"] > {"familiebehandling", "socialpaedagogisk-stoette"}
    (hers,) = phoned(plan, decision, TODAY, who="mette", parts=tuple(family))
    assert (hers.whose, hers.outside, hers.person_id) == ("Mette Holm Andersen", False, plan.person("freja"))

    support = tuple({part.id for part in decision.parts} - family)[:1]
    with pytest.raises(Unfit, match=r"decision\.not_theirs_to_complain"), transaction.atomic():
        phoned(plan, decision, TODAY, parts=support)
    with pytest.raises(Missing), transaction.atomic():
        phoned(plan, decision, TODAY, who="tina")
    with pytest.raises(Refused, match=r"decision\.staff_only"), transaction.atomic():
        receive_complaint(
            plan.world.sight("mette"), at=NOW, decision_id=decision.id, complainant=plan.person("carsten")
        )


@pytest.mark.django_db
def test_it_is_taken_down_at_the_desk_with_the_computation(plan: Planned) -> None:
    decision = plan.issue("family")
    desk: Client = as_(plan.world.actor(COORDINATOR))
    root = f"/arbejde/sager/{plan.world.case_id}/afgoerelse/"
    here = f"{root}{decision.id}/klage/"
    form = {"channel": "letter", "received_day": TODAY.isoformat(), "key": str(named("key"))}

    assert "Brevet på papir er ikke sendt endnu." in desk.get(here).content.decode()
    sent(plan, decision, TODAY)
    page = desk.get(here).content.decode()
    for words in ("Carsten Bro Andersen (ikke med i sagen)", "mandag den 28. december 2026", "21. december 2026"):
        assert words in page
    refused = desk.post(here, form)
    assert (refused.status_code, "Vælg, hvem der klager." in refused.content.decode()) == (422, True)
    assert desk.post(here, {**form, "complainant": str(plan.person("carsten"))}).status_code == 302

    (clock,) = clocks(plan, TODAY)
    assert clock.complaint.outside
    after = desk.get(root).content.decode()
    assert "Carsten Bro Andersen, får svar på papir" in after
    assert "mandag den 28. december 2026" in after
    answer = desk.get(f"{root}klager/{clock.part.id}/").content.decode()
    assert "Carsten Bro Andersen er ikke med i sagen. Send svaret på papir." in answer
    assert "Carsten" not in as_(plan.world.actor("mette")).get("/min-plan/breve/").content.decode()
