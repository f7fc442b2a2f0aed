"""How does the citizen read, write and answer their plan? One page, by life and goals (pages.md, 1 and 4)."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from enplan.doors.parts.again import surely
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.pictures import week_picture
from enplan.doors.parts.plan_cards import SOON, Layout, first_name, said
from enplan.doors.parts.whose_yes import missing_outside, missing_yes
from enplan.doors.portal.answering import answering, as_it_stopped
from enplan.doors.portal.forms.plan import ActionForm, AnswerForm, OwnWordsForm, WishForm
from enplan.doors.portal.my_case import my_case
from enplan.journey.consent.queries import NOT_NAMED
from enplan.journey.decisions.queries import answered
from enplan.journey.meetings.queries import my_days
from enplan.journey.meetings.rules.happening import happening
from enplan.journey.plan.commands import (
    accept_element,
    add_measure,
    approve_plan,
    move_measure,
    object_to_plan,
    order_goals,
    set_goal,
)
from enplan.journey.plan.facts import Column, PlanGoal, Standing, Version
from enplan.journey.plan.queries import PlanPage, goal_by_id, plan_page, version, versions
from enplan.journey.plan.rules.changes import changes
from enplan.journey.plan.rules.stages import STAGES, stage_of
from enplan.journey.plan.rules.standing import can_answer, missing
from enplan.kernel.calendar import DENMARK, danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import GoalId, MeasureId, PersonId, VersionId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook

HERE = "/min-plan/"
WEEK = timedelta(days=7)
FAR = 5200 * WEEK
MOST_SOON = 4


@citizen
@require_GET
def show(request: Asked) -> HttpResponse:
    """My plan on one page."""
    sight = my_case(request, "read_plan")
    return _page(request, sight, WishForm(prefix="nyt"))


def _page(
    request: Asked, sight: Sight, wish: WishForm, *, kept_words: dict[UUID, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page as it stands, with a form that was refused where it was written."""
    on = danish_day(request.moment)
    week = _chosen_week(request, on)
    days = my_days(sight, since=datetime.combine(min(on, week), time(), DENMARK))
    plan = plan_page(sight, at=request.moment, case=days.case)
    me = sight.actor.person_id if sight.actor.person_id and plan.case.by_id(sight.actor.person_id) else None
    whose = me or plan.case.citizen.person_id
    stopped = plan.stopped.get(whose)
    plan = as_it_stopped(plan) if stopped else plan
    letters = answered(sight) if plan.approved else {}
    law = lawbook().on(on)
    layout = Layout(plan, sight.actor.account_id, sight.actor.person_id, law, kept_words or {}, letters=letters)
    soon = happening(layout.standing(), days.beside, on, on + SOON, me)[:MOST_SOON]
    areas, others, ended = layout.areas(), layout.others(), layout.ended()
    page = {
        "here": "plan",
        "plan": plan,
        "me": first_name(plan.name(me)) if me else "",
        "areas": areas,
        "others": others,
        "ended": ended,
        "helpers": layout.helpers(),
        "coordinator": plan.coordinator,
        "first": soon[0] if soon else None,
        "soon": soon[1:],
        "week": week_picture(happening(layout.standing(), days.beside, week, week + timedelta(days=6), me), week),
        "week_before": week - WEEK,
        "week_after": week + WEEK,
        "wish": wish,
        "to_approve": _to_approve(plan, sight),
        "missing": missing_yes(plan.proposed, plan) if plan.proposed else [],
        "missing_outside": missing_outside(plan.proposed, plan) if plan.proposed else [],
        "asked": plan.proposed is not None and bool(_answers_for(plan.proposed, sight)),
        "waiting": _waiting_for(plan, me),
        "news": layout.news,
        "whose": first_name(plan.name(whose)),
        "stopped": stopped,
        "answering": answering(plan.proposed, sight.actor.person_id, areas, others, ended),
        "stages": [] if stopped or plan.approved or not me else _road(plan),
        "rejected": plan.proposed is not None and plan.proposed.standing is Standing.REJECTED,
    }
    return render(request, "portal/plan.html", page, status=status)


def _road(plan: PlanPage) -> list[tuple[str, str]]:
    """The stretches of the way to a plan, each with its mark."""
    now = stage_of(drafted=plan.drafted_at is not None, proposed=plan.proposed, approved=plan.approved)
    here = STAGES.index(now)
    return [
        (each.value, "now" if place == here else "done" if place < here else "ahead")
        for place, each in enumerate(STAGES)
    ]


def _chosen_week(request: Asked, on: date) -> date:
    """The Monday of the week that is asked for, or of this one."""
    try:
        day = date.fromisoformat(request.GET.get("uge", ""))
    except ValueError:
        day = on
    near = on - FAR <= day <= on + FAR  # the weeks of a life; beyond the calendar there are none before and after
    day = day if near else on
    return day - timedelta(days=day.weekday())


def _answers_for(version: Version, sight: Sight) -> tuple[PersonId, ...]:
    """For whom the viewer is asked."""
    return can_answer(version, sight.actor.person_id) if sight.actor.person_id else ()


def _waiting_for(plan: PlanPage, me: PersonId | None) -> list[str]:
    """Whose answer the plan waits for: on behalf of the reader, or of anybody where it is not the reader's plan."""
    if plan.proposed is None:
        return []
    groups = [group for person, group in missing(plan.proposed) if me is None or person == me]
    return sorted({" eller ".join(first_name(plan.name(each)) or NOT_NAMED for each in group) for group in groups})


def _to_approve(plan: PlanPage, sight: Sight) -> list[tuple[PersonId, str]]:
    """For whom the viewer can still say yes to the whole."""
    version, me = plan.proposed, sight.actor.person_id
    if version is None or me is None:
        return []
    given = {each.for_person for each in version.approvals if each.element_id is None and each.by_person == me}
    return [(person, first_name(plan.name(person))) for person in can_answer(version, me) if person not in given]


@citizen
@require_POST
def wish(request: Asked) -> HttpResponse:
    """A goal or wish in my own words."""
    sight = my_case(request, "write_plan")
    form = WishForm(request.POST, prefix="nyt")
    if form.is_valid():
        with kept(form):
            given = form.cleaned_data
            set_goal(sight, at=request.moment, text=given["text"], domain=given["domain"])
    if form.errors:
        return _page(request, sight, form, status=422)
    return done(request, f"{HERE}#nyt-oenske", "Dit ønske står nu i planen. Din kontaktperson har fået besked.")


@citizen
@require_POST
def own_words(request: Asked, goal_id: UUID) -> HttpResponse:
    """A goal said with my own words. Whoever was slower sees both texts and has lost nothing."""
    sight = my_case(request, "write_plan")
    form = OwnWordsForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            set_goal(sight, at=request.moment, goal_id=GoalId(goal_id), text=given["text"], revision=given["revision"])
    if form.errors:
        for error in [text for texts in form.errors.values() for text in texts]:
            messages.error(request, str(error))
        return _page(
            request, sight, WishForm(prefix="nyt"), kept_words={goal_id: request.POST.get("text", "")}, status=409
        )
    return done(request, f"{HERE}#maal-{goal_id}", "Målet står nu med dine egne ord.")


@citizen
@require_POST
def earlier(request: Asked, goal_id: UUID) -> HttpResponse:
    """This goal is to come before the one above it."""
    sight = my_case(request, "write_plan")
    goals = plan_page(sight, at=request.moment).goals
    goal = next((each for each in goals if each.id == goal_id), None)
    if goal is None:
        raise Missing("record.missing")
    mine = [each for each in goals if each.person_id == goal.person_id]
    order_goals(sight, at=request.moment, person_id=goal.person_id, goal_ids=_moved_up(mine, goal))
    return done(request, f"{HERE}#maal-{goal_id}", "Målet er rykket op.")


def _moved_up(goals: list[PlanGoal], goal: PlanGoal) -> list[GoalId]:
    """The goals with this one before the nearest above it in the same part of life."""
    order = [each.id for each in goals]
    above = [each.id for each in goals[: order.index(goal.id)] if each.domain == goal.domain]
    if above:
        order.remove(goal.id)
        order.insert(order.index(above[-1]), goal.id)
    return order


@citizen
@require_POST
def own_action(request: Asked, goal_id: UUID) -> HttpResponse:
    """Something I want to do myself for this goal."""
    sight = my_case(request, "write_plan")
    form = ActionForm(request.POST)
    if form.is_valid():
        served = goal_by_id(sight, GoalId(goal_id))
        with kept(form):
            given = form.cleaned_data
            add_measure(
                sight,
                at=request.moment,
                person_id=served.person_id,
                title=given["title"],
                goals=(served.id,),
                citizen_does=given["title"],
                citizen_by=given["by"],
            )
    return _told(request, form, f"{HERE}#maal-{goal_id}", "Det står nu i planen som noget, du selv gør.")


@citizen
@require_POST
def move(request: Asked, measure_id: UUID) -> HttpResponse:
    """My own action is done, or no longer."""
    sight = my_case(request, "write_plan")
    form = ActionForm({"title": "-"})
    if form.is_valid():
        with kept(form):
            column = Column.DONE if request.POST.get("til") == "done" else Column.DOING
            move_measure(sight, at=request.moment, measure_id=MeasureId(measure_id), column=column)
    return _told(request, form, HERE, "Godt gået. Det er skrevet ned.")


def _told(request: Asked, form: ActionForm | AnswerForm, to: str, text: str) -> HttpResponse:
    """On to the plan, with what went wrong or with what is done."""
    if form.errors:
        for error in [text for texts in form.errors.values() for text in texts]:
            messages.error(request, str(error))
        return HttpResponseRedirect(to, status=303)
    return done(request, to, text)


@citizen
@require_POST
def answer(request: Asked, version_id: UUID, element_id: UUID) -> HttpResponse:
    """Yes or no to one element of the proposed plan."""
    sight = my_case(request, "answer_plan")
    form = AnswerForm(request.POST)
    if form.is_valid():
        proposed = version(sight, version_id=VersionId(version_id))
        people = _answering_for(proposed, sight, element_id)
        with kept(form):
            for person in people:
                if form.cleaned_data["answer"] == "ja":
                    accept_element(
                        sight,
                        at=request.moment,
                        version_id=proposed.id,
                        element_id=element_id,
                        for_person=person,
                        words=form.cleaned_data["words"],
                    )
                else:
                    object_to_plan(
                        sight,
                        at=request.moment,
                        version_id=proposed.id,
                        element_id=element_id,
                        reason=form.cleaned_data["reason"],
                        for_person=person,
                    )
    return _told(request, form, f"{HERE}#del-{element_id}", "Dit svar er skrevet ned.")


def _answering_for(proposed: Version, sight: Sight, element_id: UUID) -> list[PersonId]:
    """Those the element is about for whom the viewer answers."""
    goal, measure = proposed.goal(element_id), proposed.measure(element_id)
    about = set(measure.persons) if measure else {goal.person_id} if goal else set()
    about |= {each.person_id for each in proposed.reductions if each.element_id == element_id}
    found = [person for person in _answers_for(proposed, sight) if person in about]
    if not found:
        raise Missing("record.missing")
    return found


@citizen
@require_POST
@surely()
def approve(request: Asked, version_id: UUID) -> HttpResponse:
    """Yes, or no, to the whole: for me and for the children in my custody."""
    sight = my_case(request, "answer_plan")
    form = AnswerForm(request.POST)
    if form.is_valid():
        proposed = version(sight, version_id=VersionId(version_id))
        with kept(form):
            _answer_whole(request, sight, proposed, form)
    text = "Tak. Du har godkendt planen." if form.data.get("answer") == "ja" else "Din kontaktperson får dit svar nu."
    return _told(request, form, HERE, text)


def _answer_whole(request: Asked, sight: Sight, proposed: Version, form: AnswerForm) -> None:
    people = _answers_for(proposed, sight)
    if not people:
        raise Missing("record.missing")
    for person in people:
        if form.cleaned_data["answer"] == "ja":
            approve_plan(sight, at=request.moment, version_id=proposed.id, for_person=person)
        else:
            reason = form.cleaned_data["reason"]
            object_to_plan(sight, at=request.moment, version_id=proposed.id, reason=reason, for_person=person)


@citizen
@require_GET
def history(request: Asked) -> HttpResponse:
    """The versions of my plan, and what changed from one to the next."""
    sight = my_case(request, "read_plan_versions")
    found = versions(sight)
    rows = [
        (each, [(one, [said(field) for field in one.fields]) for one in changes(before, each)], before is None)
        for each, before in pairwise([*found, None])
        if each is not None
    ]
    return render(request, "portal/plan_versions.html", {"here": "plan", "rows": rows})


urlpatterns = [
    path("min-plan/", show, name="portal-plan"),
    path("min-plan/oensker/", wish, name="portal-wish"),
    path("min-plan/maal/<uuid:goal_id>/", own_words, name="portal-own-words"),
    path("min-plan/maal/<uuid:goal_id>/op/", earlier, name="portal-goal-up"),
    path("min-plan/maal/<uuid:goal_id>/jeg-goer/", own_action, name="portal-own-action"),
    path("min-plan/handling/<uuid:measure_id>/", move, name="portal-move"),
    path("min-plan/svar/<uuid:version_id>/<uuid:element_id>/", answer, name="portal-answer"),
    path("min-plan/godkend/<uuid:version_id>/", approve, name="portal-approve"),
    path("min-plan/udgaver/", history, name="portal-plan-versions"),
]
