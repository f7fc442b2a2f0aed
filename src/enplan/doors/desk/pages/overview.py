"""Where on the way is the case, what is first, who is around, and who has looked?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.desk.case_frame import case_frame, taken_back
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.journey.followup.queries import OverviewPage, overview_page
from enplan.journey.followup.rules.road import Mark, Stage
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing

STEP = "overblik"


@require_GET
@staff
def overview(request: Asked, case_id: UUID) -> HttpResponse:
    """Somebody outside the team is shown whom to ring, and nothing else."""
    try:
        sight = let_in(request, case_id, "read_case")
    except Missing:  # nothing more is asked of this transaction; that they were told no is written when it has ended
        return redirect(f"/arbejde/sager/{case_id}/kontakt/")
    day = danish_day(request.moment)
    page = overview_page(sight, on=day)
    all_consented = all(each.mark is Mark.DONE for each in page.road if each.stage is Stage.CONSENT)
    stopped = [] if all_consented else taken_back(sight, page.case, day)
    context = {
        **case_frame(sight, STEP, case=page.case),
        "page": page,
        "taken_back": stopped,
        "leads": _leads(page, request),
    }
    return render(request, "desk/overview.html", context)


def _leads(page: OverviewPage, request: Asked) -> bool:
    """Whether the viewer is the contact person, who does what presses."""
    return page.coordinator is not None and page.coordinator.membership.professional_id == request.actor.professional_id


urlpatterns = [path("sager/<uuid:case_id>/", overview, name="desk-case")]
