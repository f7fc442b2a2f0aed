"""What did the citizen have before, and what after? With the yes to less as it was said in a meeting (S-65)."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.agreeing import AgreementForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.before_after import Laid, lay_out
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.decisions.queries import answered
from enplan.journey.plan.commands import accept_element
from enplan.journey.plan.facts import Way
from enplan.journey.plan.queries import BeforeAfter, before_after
from enplan.kernel.ids import PersonId, VersionId
from enplan.kernel.sight import Relation, Sight

Texts = list[tuple[str, str]]


@staff
@require_GET
def show(request: Asked, case_id: UUID) -> HttpResponse:
    """Every right before, beside what comes after."""
    return _page(request, let_in(request, case_id, "read_before_after"))


@staff
@require_POST
def agreed(request: Asked, case_id: UUID, version_id: UUID) -> HttpResponse:
    """The citizen has said yes to getting less, in a meeting or on paper: their words are written down."""
    sight = let_in(request, case_id, "read_before_after")
    page = before_after(sight, at=request.moment, answers=answered(sight))
    form = AgreementForm(request.POST, prefix="ja", answers=_answers(page, lay_out(page)))
    if form.is_valid():
        element, whom, who = form.cleaned_data["answer"].split("/")
        with kept(form):
            accept_element(
                sight,
                at=request.moment,
                version_id=VersionId(version_id),
                element_id=UUID(element),
                for_person=PersonId(UUID(whom)),
                by_person=PersonId(UUID(who)),
                way=Way(form.cleaned_data["way"]),
                words=form.cleaned_data["words"],
                present=form.cleaned_data["present"],
            )
            return done(request, address(case_id), "Borgerens ja er skrevet ned.")
    return _page(request, sight, form)


def address(case_id: UUID) -> str:
    """Where the page is."""
    return f"/arbejde/sager/{case_id}/foer-og-efter/"


def _page(request: Asked, sight: Sight, refused: Form | None = None) -> HttpResponse:
    page = before_after(sight, at=request.moment, answers=answered(sight))
    laid = lay_out(page)
    answers = _answers(page, laid) if sight.relation is Relation.COORDINATOR else []
    form = refused or (AgreementForm(prefix="ja", answers=answers) if answers else None)
    context = {
        **case_frame(sight, "plan", case=page.plan.case),
        "page": page,
        "laid": laid,
        "form": form,
        "plan_address": f"/arbejde/sager/{sight.case_id}/plan/",
    }
    return render(request, "desk/before_after.html", context, status=422 if refused else 200)


def _answers(page: BeforeAfter, laid: Laid) -> Texts:
    """Every yes that is missing: to what, and whose it is."""
    found: Texts = []
    for line in laid.worse:
        element, person = line.row.element, line.row.right.person_id
        if page.version is None or element is None or not line.asked:
            continue
        for approver in page.version.approvers:
            for who in (each for group in approver.by for each in group if approver.for_person == person):
                found.append((f"{element.id}/{person}/{who}", f"{line.row.right.title}: {page.plan.name(who)}"))
    return list(dict(found).items())


ROOT = "sager/<uuid:case_id>/foer-og-efter/"
urlpatterns = [
    path(ROOT, show, name="desk-before-after"),
    path(f"{ROOT}ja/<uuid:version_id>/", agreed, name="desk-before-after-agreed"),
]
