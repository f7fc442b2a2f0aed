"""How is a sector plan written and corrected by hand? One item at a time; each change is a new version of the plan."""

from collections.abc import Sequence
from dataclasses import replace
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.sectorplan_items import FORM_OF
from enplan.doors.desk.forms.sectorplans import Around, HeadForm, Row, RowForm
from enplan.doors.desk.plan_items import KIND_WORDS, ItemRow, Words, said_contact
from enplan.doors.parts.http import Asked, let_in, number_told, staff
from enplan.doors.parts.templatetags.danish import spoken_day
from enplan.journey.assessment.queries import AskedOfPerson
from enplan.journey.sectorplans.commands import correct_plan, take_in_plan
from enplan.journey.sectorplans.facts import Person, Received, SectorPlan
from enplan.journey.sectorplans.queries import (
    SectorPlanPage,
    asked_before_with_plans,
    sector_plan_page,
    sector_plans_page,
)
from enplan.journey.sectorplans.rules.kinds import kind_of, without_item
from enplan.journey.sectorplans.rules.laying import HIDDEN_GOAL
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import SectorPlanId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.partners.sector_systems.household import BadHousehold, read_plan
from enplan.partners.sector_systems.writing import plan_json
from enplan.registers.cases.facts import CasePerson

PREFIX = {
    "goals": "maal",
    "measures": "indsats",
    "appointments": "aftale",
    "duties": "moedepligt",
    "questions": "spoergsmaal",
    "statements": "erklaering",
}
ASKING = frozenset({"questions", "statements"})  # whoever writes one of these sees what has been asked before (S-20)


@staff
def new_plan(request: Asked, case_id: UUID) -> HttpResponse:
    """The head of a plan; its items are written on the plan's own page afterwards."""
    sight = let_in(request, case_id, "correct_sectorplan")
    page = sector_plans_page(sight, on=danish_day(request.moment))
    around = Around(page.people, lawbook().on(danish_day(request.moment)))
    form = HeadForm(around, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        row = form.row()
        plan = _checked(form, {"id": f"{row['plan_type'][:50]}-{token_hex(3)}", **row}, page.people, [], "")
        if plan is not None:
            received = take_in_plan(sight, at=request.moment, plan=plan)
            messages.success(request, "Planen er gemt. Skriv nu, hvad den indeholder.")
            return _to(case_id, received)
    context = {"form": form, "heading": "Skriv en sektorplan ind", "verb": "Gem planen", "back": _list(case_id)}
    return _form_page(request, sight, context, form)


@staff
def head(request: Asked, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Correct what stands above the items."""
    sight = let_in(request, case_id, "correct_sectorplan")
    page = _newest(sight, plan_id, request)
    document = _document(page)
    form = HeadForm(_around(page, request), document, request.POST if request.method == "POST" else None)
    theirs: ItemRow | None = None
    if request.method == "POST" and form.is_valid():
        items = {key: document[key] for key in ("id", "person", *KIND_WORDS) if key in document}
        plan = _checked(form, {**items, **form.row()}, page.people, page.others, "")
        if plan is not None:
            received = _corrected(request, sight, page, plan)
            if received is not None:
                messages.success(request, "Planen er rettet.")
                return _to(case_id, received)
            page = _newest(sight, plan_id, request)
            theirs = _head_row(page, request)
    heading = "Ret planens oplysninger"
    return _edit_page(request, sight, page, form, heading, theirs)


@staff
def item(request: Asked, case_id: UUID, plan_id: UUID, kind: str, item_id: str = "") -> HttpResponse:
    """Write a new item, or correct one."""
    if kind not in FORM_OF:
        raise Missing("record.missing")
    sight = let_in(request, case_id, "correct_sectorplan")
    page = _newest(sight, plan_id, request)
    document = _document(page)
    old = next((row for row in document.get(kind, ()) if row["id"] == item_id), None)
    if item_id and old is None and request.method != "POST":
        raise Missing("record.missing")
    form = FORM_OF[kind](_around(page, request), old, request.POST if request.method == "POST" else None)
    theirs: ItemRow | None = None
    if request.method == "POST" and form.is_valid():
        row = {"id": item_id or f"{PREFIX[kind]}-{token_hex(3)}", **form.row()}
        rows = [row if each["id"] == item_id else each for each in document.get(kind, ())]
        rows += [] if old else [row]
        place = f"{kind}[{rows.index(row)}]."
        plan = _checked(form, {**document, kind: rows}, page.people, page.others, place)
        if plan is not None:
            received = _corrected(request, sight, page, plan)
            if received is not None:
                messages.success(request, f"{KIND_WORDS[kind][0].capitalize()} er gemt.")
                return _to(case_id, received)
            page = _newest(sight, plan_id, request)
            theirs = _item_row(page, item_id, request)
    verb = "Ret" if item_id else "Tilføj"
    asks_anew = kind in ASKING and not item_id
    asked = asked_before_with_plans(sight, on=danish_day(request.moment)) if asks_anew else []
    return _edit_page(request, sight, page, form, f"{verb} {KIND_WORDS[kind][0]}", theirs, asked)


@staff
def remove(request: Asked, case_id: UUID, plan_id: UUID, kind: str, item_id: str) -> HttpResponse:
    """Take an item out of the plan, after asking once."""
    sight = let_in(request, case_id, "correct_sectorplan")
    page = _newest(sight, plan_id, request)
    plan = page.received.plan
    meant = next((each for each in plan.items() if each.id == item_id and kind_of(each) == kind), None)
    if meant is None:
        raise Missing("record.missing")
    if request.method == "POST":
        received = _corrected(request, sight, page, without_item(plan, item_id))
        if received is not None:
            messages.success(request, f"{KIND_WORDS[kind][0].capitalize()} er slettet. Den tidligere udgave er gemt.")
            return _to(case_id, received)
        raise Unfit("record.changed_meanwhile")
    row = Words(page, lawbook().on(danish_day(request.moment))).row(meant)
    context = {
        "heading": f"Slet {KIND_WORDS[kind][0]}",
        "text": f"»{row.title}« bliver taget ud af planen. Den tidligere udgave bliver gemt.",
        "verb": "Slet",
        "shown": page.received.version,
        "back": f"{_list(case_id)}{page.received.id}/",
    }
    return render(request, "desk/sectorplans_form.html", {**case_frame(sight, "sektorplaner"), **context})


def _newest(sight: Sight, plan_id: UUID, request: Asked) -> SectorPlanPage:
    """The version of the plan that is in force, whichever version was meant."""
    on = danish_day(request.moment)
    page = sector_plan_page(sight, plan_id=SectorPlanId(plan_id), on=on)
    if page.received.withdrawn_at is not None or page.versions[0].withdrawn_at is not None:
        raise Unfit("sectorplans.not_in_force")
    if page.received.in_force:
        return page
    return sector_plan_page(sight, plan_id=page.versions[0].id, on=on)


def _around(page: SectorPlanPage, request: Asked) -> Around:
    law = lawbook().on(danish_day(request.moment))
    return Around(page.people, law, page.received.plan, [each.plan for each in page.others])


def _document(page: SectorPlanPage) -> Row:
    """The plan as a household file writes it, less the mark of hidden goals: the command puts those back."""
    plan = page.received.plan
    measures = (
        replace(each, goals=tuple(goal for goal in each.goals if goal != HIDDEN_GOAL)) for each in plan.measures
    )
    return dict(plan_json(replace(plan, measures=tuple(measures))))


def _checked(
    form: RowForm, document: Row, people: tuple[CasePerson, ...], others: Any, place: str
) -> SectorPlan | None:
    """The plan, when nothing is wrong with it; else the faults stand at the fields they are about."""
    persons = [Person(each.ref, each.born, each.name) for each in people]
    try:
        return read_plan(document, persons=persons, plans=[each.plan for each in others])
    except BadHousehold as bad:
        for fault in bad.faults:
            form.blame(fault.place.removeprefix(place), fault.message)
        return None


def _corrected(request: Asked, sight: Sight, page: SectorPlanPage, plan: SectorPlan) -> Received | None:
    """The corrected plan; nothing when somebody else was faster."""
    shown = request.POST.get("shown", "")
    try:
        return correct_plan(
            sight,
            at=request.moment,
            plan_id=page.received.id,
            shown_version=number_told(shown, otherwise=0),
            plan=plan,
        )
    except Unfit as unfit:
        if unfit.reason != "record.changed_meanwhile":
            raise
        return None


def _item_row(page: SectorPlanPage, item_id: str, request: Asked) -> ItemRow:
    words = Words(page, lawbook().on(danish_day(request.moment)))
    found = next((each for each in page.received.plan.items() if each.id == item_id), None)
    return words.row(found) if found else ItemRow("", "Planen er ændret et andet sted. Se den nye udgave.", ())


def _head_row(page: SectorPlanPage, request: Asked) -> ItemRow:
    plan = page.received.plan
    law = lawbook().on(danish_day(request.moment))
    lines = [("Forvaltning", plan.department), ("Kontakt", said_contact(plan.contact))]
    lines += [("Skal følges op", spoken_day(plan.follow_up))] if plan.follow_up else []
    return ItemRow("", law.plan_type(plan.plan_type).label, tuple(lines))


def _edit_page(
    request: Asked,
    sight: Sight,
    page: SectorPlanPage,
    form: RowForm,
    heading: str,
    theirs: ItemRow | None,
    asked: Sequence[AskedOfPerson] = (),
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "verb": "Gem",
        "shown": page.received.version if request.method != "POST" or theirs else request.POST.get("shown", ""),
        "back": f"{_list(sight.case_id)}{page.received.id}/",
        "theirs": theirs.text if theirs else "",
        "mine": _typed(form) if theirs else "",
        "asked": asked,
    }
    return _form_page(request, sight, context, form, conflict=theirs is not None)


def _typed(form: RowForm) -> str:
    """What was written, to be compared."""
    said = ((field.label, field.value()) for field in form.visible_fields())
    return "\n".join(
        f"{label}: {', '.join(value) if isinstance(value, list) else value}" for label, value in said if value
    )


def _form_page(
    request: Asked, sight: Sight, context: dict[str, object], form: RowForm, *, conflict: bool = False
) -> HttpResponse:
    status = 409 if conflict else 400 if form.errors else 200
    frame = case_frame(sight, "sektorplaner")
    return render(request, "desk/sectorplans_form.html", {**frame, **context}, status=status)


def _list(case_id: UUID) -> str:
    return f"/arbejde/sager/{case_id}/sektorplaner/"


def _to(case_id: UUID, received: Received) -> HttpResponse:
    return redirect(f"{_list(case_id)}{received.id}/")


ROOT = "sager/<uuid:case_id>/sektorplaner/"
PLAN = f"{ROOT}<uuid:plan_id>/"
urlpatterns = [
    path(f"{ROOT}ny/", new_plan, name="desk-sectorplan-new"),
    path(f"{PLAN}oplysninger/", head, name="desk-sectorplan-head"),
    path(f"{PLAN}<slug:kind>/ny/", item, name="desk-sectorplan-item-new"),
    path(f"{PLAN}<slug:kind>/<slug:item_id>/", item, name="desk-sectorplan-item"),
    path(f"{PLAN}<slug:kind>/<slug:item_id>/slet/", remove, name="desk-sectorplan-item-remove"),
]
