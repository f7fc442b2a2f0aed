"""Who holds custody of the children of a case, and how is a change written down?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.custody import CustodyForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.team.commands import change_custody
from enplan.journey.team.facts import CustodyChange, CustodySeen
from enplan.journey.team.queries import CustodyPage, custody_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight

ERRAND = "change_custody"


@require_http_methods(["GET", "POST"])
@staff
def custody(request: Asked, case_id: UUID) -> HttpResponse:
    """Each child with those who hold custody of it, and a form for the one who may change it."""
    sight = let_in(request, case_id, ERRAND)
    page = custody_page(sight, on=danish_day(request.moment))
    which = request.POST.get("barn", "")
    forms = {each.child.ref: _form(request, each, which) for each in page.children}
    if request.method == "POST":
        if which not in forms:
            raise Missing("team.custody_of_a_child_only")
        child = next(each.child for each in page.children if each.child.ref == which)
        if forms[which].is_valid():
            changed: list[CustodyChange] = []
            with kept(forms[which]):
                changed = _change(sight, request, child.person_id, forms[which])
            if changed:
                return done(request, request.path, _said(child.name, changed))
    return _shown(request, sight, page, forms, which)


def _form(request: Asked, seen: CustodySeen, which: str) -> CustodyForm:
    data = request.POST if request.method == "POST" and which == seen.child.ref else None
    return CustodyForm(data, seen=seen, auto_id=f"{seen.child.ref}_%s")


def _change(sight: Sight, request: Asked, child_id: UUID, form: CustodyForm) -> list[CustodyChange]:
    given = form.cleaned_data
    return change_custody(
        sight,
        at=request.moment,
        child_id=PersonId(child_id),
        holders=form.chosen(),
        from_day=given["from_day"],
        source=given["source"],
        shown=given["shown"],
    )


def _said(child: str, changed: list[CustodyChange]) -> str:
    text = f"Forældremyndigheden over {child} er skrevet ind."
    lost = any(not each.held for each in changed)
    return f"{text} Samtykker, der hang på den tidligere, gælder ikke mere. Spørg igen." if lost else text


def _shown(request: Asked, sight: Sight, page: CustodyPage, forms: dict[str, CustodyForm], which: str) -> HttpResponse:
    context = {
        **case_frame(sight, "team", case=page.case),
        "children": [(each, forms[each.child.ref], page.changes_of(each.child.person_id)) for each in page.children],
        "which": which,
    }
    return render(request, "desk/custody.html", context, status=422 if request.method == "POST" else 200)


urlpatterns = [path("sager/<uuid:case_id>/team/foraeldremyndighed/", custody, name="desk-custody")]
