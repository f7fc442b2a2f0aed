"""How does the team write the plan? The draft goal by goal on one page, what is missing, versions and answers."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from enplan.doors.desk.forms.plan import (
    AnswerForMeeting,
    DemandForm,
    GoalForm,
    MeasureForm,
    MergeForm,
    MoveForm,
    NewGoalForm,
    NewMeasureForm,
)
from enplan.doors.desk.plan_view import Texts, meeting_form, page
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.plan.commands import (
    add_measure,
    approve_plan,
    change_measure,
    draft_plan,
    meet_demand,
    merge_measures,
    move_measure,
    object_to_plan,
    propose_plan,
    set_goal,
)
from enplan.journey.plan.facts import Answering, Column, PlanGoal, PlanMeasure, Way
from enplan.journey.plan.queries import draft_page, plan_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from enplan.kernel.ids import MeasureId, PersonId, VersionId
from enplan.law.lawbook import lawbook


def address(case_id: UUID, anchor: str = "") -> str:
    """Where the plan of the case is."""
    return f"/arbejde/sager/{case_id}/plan/{anchor}"


@staff
@require_GET
def show(request: Asked, case_id: UUID) -> HttpResponse:
    """The plan of the case; `?ret=` names the goal or measure one writes."""
    sight = let_in(request, case_id, "draft_plan")
    return page(request, sight)


@staff
@require_POST
def draft(request: Asked, case_id: UUID) -> HttpResponse:
    """Put the draft together from the sector plans, or take in what came since."""
    sight = let_in(request, case_id, "draft_plan")
    form, text = Form({}), ""
    form.is_valid()
    with kept(form):
        found = draft_plan(sight, at=request.moment)
        text = f"Udkastet er lavet: {found.goals} mål og {found.measures} indsatser. Intet er gået tabt."
    if text:
        return done(request, address(case_id), text)
    return _back(request, form, address(case_id))


def _back(request: Asked, form: Form, to: str) -> HttpResponse:
    """Back to the page, which then tells what went wrong."""
    for error in [text for texts in form.errors.values() for text in texts]:
        messages.error(request, str(error))
    return HttpResponseRedirect(to, status=303)


@staff
@require_POST
def new_goal(request: Asked, case_id: UUID) -> HttpResponse:
    """A new goal."""
    sight = let_in(request, case_id, "draft_plan")
    people = plan_page(sight, at=request.moment).case.persons
    form = NewGoalForm(request.POST, prefix="maal", people=people)
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            goal = set_goal(
                sight,
                at=request.moment,
                person_id=PersonId(UUID(given["person"])),
                text=given["text"],
                domain=given["domain"],
                said_by_citizen=given["said_by_citizen"],
            )
            return done(request, address(case_id, f"#maal-{goal.id}"), "Målet står nu i planen.")
    return page(request, sight, {"new_goal": form})


@staff
@require_POST
def goal(request: Asked, case_id: UUID, goal_id: UUID) -> HttpResponse:
    """A goal reads otherwise."""
    sight = let_in(request, case_id, "draft_plan")
    form = GoalForm(request.POST)
    goals = plan_page(sight, at=request.moment).goals
    there = next((each for each in goals if each.id == goal_id), None)
    if there is None:
        raise Missing("record.missing")
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            words = form.words_against(there)
            words["revision"], words["said_by_citizen"] = given["revision"], given["said_by_citizen"]
            set_goal(sight, at=request.moment, goal_id=there.id, **words)
            return done(request, address(case_id, f"#maal-{goal_id}"), "Målet er gemt.")
    return page(request, sight, {"edit": _again(form, there)}, written=goal_id)


def _again(form: GoalForm | MeasureForm, there: PlanGoal | PlanMeasure) -> Form:
    """The refused form with what was typed, ready to be saved over what stands there now."""
    assert isinstance(form.data, QueryDict)  # it came from a browser
    typed = form.data.copy()
    typed["revision"] = str(there.revision)
    form.data = typed
    return form


@staff
@require_POST
def new_measure(request: Asked, case_id: UUID) -> HttpResponse:
    """A measure that the team suggests."""
    sight = let_in(request, case_id, "draft_plan")
    day = danish_day(request.moment)
    types: Texts = [(each.id, each.label) for each in lawbook().measure_types.in_force(day)]
    people = plan_page(sight, at=request.moment).case.persons
    form = NewMeasureForm(request.POST, prefix="ny", people=people, types=types)
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            found = add_measure(
                sight,
                at=request.moment,
                person_id=PersonId(UUID(given["person"])),
                measure_type=given["measure_type"],
                title=given["title"],
                starts=given["starts"],
                ends=given["ends"],
            )
            return done(request, address(case_id, f"?ret={found.id}#del-{found.id}"), "Forslaget står nu i planen.")
    return page(request, sight, {"new_measure": form})


@staff
@require_POST
def measure(request: Asked, case_id: UUID, measure_id: UUID) -> HttpResponse:
    """A measure reads otherwise. Whoever was slower sees both and has lost nothing."""
    sight = let_in(request, case_id, "draft_plan")
    plan = plan_page(sight, at=request.moment)
    form = MeasureForm(request.POST, goals=plan.goals)
    there = next((each for each in plan.measures if each.id == measure_id), None)
    if there is None:
        raise Missing("record.missing")
    if form.is_valid():
        with kept(form):
            words = form.words_against(there)
            words["revision"] = form.cleaned_data["revision"]
            now = change_measure(sight, at=request.moment, measure_id=there.id, **words)
            return done(request, address(case_id, f"#del-{measure_id}"), _saved(there, now))
    return page(request, sight, {"edit": _again(form, there)}, written=measure_id)


def _saved(before: PlanMeasure, now: PlanMeasure) -> str:
    """That it is saved, and what to look at when only the times were changed."""
    if now.times != before.times and now.citizen_does and now.citizen_does == before.citizen_does:
        return "Indsatsen er gemt med de nye tider. Læs, om »Det gør borgeren« stadig passer til dem."
    return "Indsatsen er gemt."


@staff
@require_POST
def move(request: Asked, case_id: UUID, measure_id: UUID) -> HttpResponse:
    """A measure moves on the board."""
    sight = let_in(request, case_id, "draft_plan")
    form = MoveForm(request.POST, prefix="flyt")
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            move_measure(
                sight,
                at=request.moment,
                measure_id=MeasureId(measure_id),
                column=Column(given["column"]),
                reason=given["reason"],
            )
            return done(request, address(case_id, f"#del-{measure_id}"), "Indsatsen er flyttet.")
    return page(request, sight, {"move": form}, written=measure_id)


@staff
@require_POST
def merge(request: Asked, case_id: UUID, measure_id: UUID) -> HttpResponse:
    """Two measures become one."""
    sight = let_in(request, case_id, "draft_plan")
    others = [each for each in plan_page(sight, at=request.moment).measures if each.id != measure_id]
    form = MergeForm(request.POST, prefix="saml", others=others)
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            merge_measures(
                sight,
                at=request.moment,
                into=MeasureId(measure_id),
                merged=MeasureId(UUID(given["merged"])),
                reason=given["reason"],
            )
            return done(request, address(case_id, f"#del-{measure_id}"), "De to er nu én indsats.")
    return page(request, sight, {"merge": form}, written=measure_id)


@staff
@require_POST
def demand(request: Asked, case_id: UUID) -> HttpResponse:
    """How the plan meets a point of the law."""
    sight = let_in(request, case_id, "draft_plan")
    form = DemandForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            meet_demand(
                sight,
                at=request.moment,
                person_id=PersonId(given["person"]),
                plan_type=given["plan_type"],
                key=given["key"],
                text=given["text"],
                revision=given["revision"] or None,
                about=[Category(each) for each in given["about"]],
            )
            return done(request, address(case_id, "#krav"), "Det er skrevet ned.")
    return _back(request, form, address(case_id, "#krav"))


@staff
@require_POST
def propose(request: Asked, case_id: UUID) -> HttpResponse:
    """Put the plan before those whose plan it is."""
    sight = let_in(request, case_id, "draft_plan")
    form, text = Form({}), ""
    form.is_valid()
    with kept(form):
        version = propose_plan(sight, at=request.moment)
        text = f"Udgave {version.number} er foreslået. Borgeren har fået besked."
    if text:
        return done(request, address(case_id, "#udgaver"), text)
    return _back(request, form, address(case_id, "#mangler"))


@staff
@require_POST
def answered(request: Asked, case_id: UUID, version_id: UUID) -> HttpResponse:
    """A yes or a no that was said in a meeting or stands on paper."""
    sight = let_in(request, case_id, "draft_plan")
    found = draft_page(sight, at=request.moment)
    pairs = meeting_form(found)
    form = AnswerForMeeting(request.POST, prefix="moede", pairs=list(pairs.fields["pair"].choices) if pairs else [])  # type: ignore[attr-defined]  # a choice field
    if form.is_valid():
        whom, _, who = form.cleaned_data["pair"].partition("/")
        said: Answering = {
            "for_person": PersonId(UUID(whom)),
            "by_person": PersonId(UUID(who)),
            "way": Way(form.cleaned_data["way"]),
        }
        version, at = VersionId(version_id), request.moment
        with kept(form):
            if form.cleaned_data["answer"] == "nej":
                object_to_plan(sight, at=at, version_id=version, reason=form.cleaned_data["words"], **said)
            else:
                approve_plan(sight, at=at, version_id=version, **said)
            return done(request, address(case_id, "#udgaver"), "Svaret er skrevet ind.")
    return page(request, sight, {"meeting": form})


ROOT = "sager/<uuid:case_id>/plan/"
urlpatterns = [
    path(ROOT, show, name="desk-plan"),
    path(f"{ROOT}udkast/", draft, name="desk-plan-draft"),
    path(f"{ROOT}maal/", new_goal, name="desk-plan-new-goal"),
    path(f"{ROOT}maal/<uuid:goal_id>/", goal, name="desk-plan-goal"),
    path(f"{ROOT}indsats/", new_measure, name="desk-plan-new-measure"),
    path(f"{ROOT}indsats/<uuid:measure_id>/", measure, name="desk-plan-measure"),
    path(f"{ROOT}indsats/<uuid:measure_id>/flyt/", move, name="desk-plan-move"),
    path(f"{ROOT}indsats/<uuid:measure_id>/saml/", merge, name="desk-plan-merge"),
    path(f"{ROOT}krav/", demand, name="desk-plan-demand"),
    path(f"{ROOT}foreslaa/", propose, name="desk-plan-propose"),
    path(f"{ROOT}svar/<uuid:version_id>/", answered, name="desk-plan-answered"),
]
