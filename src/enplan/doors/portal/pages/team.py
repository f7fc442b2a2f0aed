"""Who is around me, and whom do I choose to stand by me?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, citizen
from enplan.doors.parts.people_map import people_list, people_map
from enplan.doors.portal.forms.team import ChooseCompanion
from enplan.doors.portal.my_case import my_case
from enplan.journey.consent.commands import part_from_companion
from enplan.journey.team.commands import choose_companion
from enplan.journey.team.facts import CompanionKind
from enplan.journey.team.policy import speaks_for
from enplan.journey.team.queries import team_page
from enplan.kernel.ids import PersonId

HERE = "/min-plan/mennesker/"


@require_http_methods(["GET", "POST"])
@citizen
def people(request: Asked) -> HttpResponse:
    """The picture and the table of people, and a form to choose somebody."""
    sight = my_case(request, "read_people")
    page = team_page(sight)
    mine = [each for each in page.case.persons if speaks_for(sight, each.person_id)]
    form = ChooseCompanion(request.POST or None, people=mine)
    if request.method == "POST" and form.is_valid():
        given, chosen = form.cleaned_data, None
        with kept(form):
            chosen = choose_companion(
                sight,
                at=request.moment,
                name=given["name"],
                born=given["born"],
                for_person=PersonId(UUID(given["for_person"])),
                kind=CompanionKind(given["kind"]),
            )
        if chosen is not None:
            return done(request, f"/min-plan/samtykker/vis/{chosen.id}/", f"{given['name']} står nu bi.")
    me = request.actor.person_id if request.actor.person_id and page.case.by_id(request.actor.person_id) else None
    context = {
        "here": "mennesker",
        "me": me,
        "around": "dig" if me else page.case.citizen.name,
        "page": page,
        "map": people_map(page, request.actor.person_id),
        "list": people_list(page, request.actor.person_id),
        "form": form if mine else None,
        "mine": {each.person_id for each in mine},
    }
    return render(request, "portal/team_people.html", context, status=422 if form.errors else 200)


@require_POST
@citizen
def end(request: Asked, companion_id: UUID) -> HttpResponse:
    """Somebody no longer stands by me."""
    part_from_companion(my_case(request, "read_people"), at=request.moment, companion_id=companion_id)
    return done(request, HERE, "Det er gjort. Personen kan ikke længere åbne dit forløb.")


urlpatterns = [
    path("min-plan/mennesker/", people, name="portal-people"),
    path("min-plan/mennesker/<uuid:companion_id>/afslut/", end, name="portal-companion-end"),
]
