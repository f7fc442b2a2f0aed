"""Which sector plans does the case have, and what does each hold?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.sectorplans import WithdrawForm
from enplan.doors.desk.plan_items import Words
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.words import bases_of
from enplan.journey.sectorplans.commands import withdraw_plan
from enplan.journey.sectorplans.queries import sector_plan_page, sector_plans_page
from enplan.journey.sectorplans.rules.freshness import living_measures
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import SectorPlanId
from enplan.law.lawbook import lawbook


@staff
def all_plans(request: Asked, case_id: UUID) -> HttpResponse:
    """Every sector plan that may be seen, and the ways to take in more."""
    sight = let_in(request, case_id, "read_sectorplans")
    on = danish_day(request.moment)
    law = lawbook().on(on)
    page = sector_plans_page(sight, on=on)
    rows = [
        {
            "listed": each,
            "type": law.plan_type(each.received.plan.plan_type).label,
            "living": len(living_measures(each.received.plan, on)),
        }
        for each in page.plans
    ]
    withdrawn = [{"received": each, "type": law.plan_type(each.plan.plan_type).label} for each in page.withdrawn]
    frame = case_frame(sight, "sektorplaner")
    return render(request, "desk/sectorplans_list.html", {**frame, "page": page, "rows": rows, "withdrawn": withdrawn})


@staff
def one_plan(request: Asked, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """One version of a plan: what it holds, how it came, and its earlier versions."""
    sight = let_in(request, case_id, "read_sectorplans")
    on = danish_day(request.moment)
    law = lawbook().on(on)
    page = sector_plan_page(sight, plan_id=SectorPlanId(plan_id), on=on)
    plan_type = law.plan_type(page.received.plan.plan_type)
    context = {
        "page": page,
        "type": plan_type.label,
        "bases": bases_of([plan_type], law),
        "groups": Words(page, law).groups(page.received.plan),
        "newest": page.versions[0],
    }
    return render(request, "desk/sectorplans_plan.html", {**case_frame(sight, "sektorplaner"), **context})


@staff
def withdraw(request: Asked, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Say that a plan was received by mistake, and why."""
    sight = let_in(request, case_id, "correct_sectorplan")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw_plan(sight, at=request.moment, plan_id=SectorPlanId(plan_id), reason=reason)
        messages.success(request, "Planen er trukket tilbage. Den tæller ikke med mere.")
        return redirect(f"/arbejde/sager/{case_id}/sektorplaner/")
    page = sector_plan_page(sight, plan_id=SectorPlanId(plan_id), on=danish_day(request.moment))
    type_label = lawbook().on(danish_day(request.moment)).plan_type(page.received.plan.plan_type).label
    context = {
        "form": form,
        "heading": f"Træk planen tilbage: {type_label}",
        "text": "Planen tæller ikke med mere. Man kan stadig se, at den har været her, og hvorfor den blev fjernet.",
        "verb": "Træk planen tilbage",
        "back": f"/arbejde/sager/{case_id}/sektorplaner/{plan_id}/",
    }
    return render(request, "desk/sectorplans_form.html", {**case_frame(sight, "sektorplaner"), **context})


ROOT = "sager/<uuid:case_id>/sektorplaner/"
urlpatterns = [
    path(ROOT, all_plans, name="desk-sectorplans"),
    path(f"{ROOT}<uuid:plan_id>/", one_plan, name="desk-sectorplan"),
    path(f"{ROOT}<uuid:plan_id>/traek-tilbage/", withdraw, name="desk-sectorplan-withdraw"),
]
