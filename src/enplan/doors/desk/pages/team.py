"""Who is in the team, how is it changed, and what does a professional outside it see?

The team's page has several forms. The one that was sent carries its name, and comes back with what was typed.
"""

from collections.abc import Callable
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.team import (
    AddMember,
    AddRelative,
    AnswerQuestion,
    AskToJoin,
    HandOver,
    RegisterCompanion,
)
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.people_map import people_list, people_map
from enplan.journey.access.commands import find_contact
from enplan.journey.consent.commands import part_from_companion
from enplan.journey.team.commands import (
    add_member,
    add_relative,
    answer_join_question,
    ask_to_join,
    choose_companion,
    end_membership,
    name_coordinator,
)
from enplan.journey.team.facts import CompanionKind, Kin
from enplan.journey.team.policy import may_add_member
from enplan.journey.team.queries import Choices, has_asked_to_join, my_memberships, team_choices
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId, PersonId, ProfessionalId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import require
from enplan.registers.cases.facts import Place
from enplan.registers.people.facts import RelationKind

ERRAND = "change_team"


@require_http_methods(["GET", "POST"])
@staff
def team(request: Asked, case_id: UUID) -> HttpResponse:
    """The people around the citizen, and what the coordinator can change."""
    sight = let_in(request, case_id, ERRAND)
    choices = team_choices(sight)
    which = request.POST.get("hvad", "")
    forms = _forms(request, choices, which)
    if request.method == "POST":
        require(may_add_member(sight))
        if which not in forms:
            raise Missing("record.missing")
        form = forms[which]
        if form.is_valid():
            said = ""
            with kept(form):
                said = DOING[which](sight, request, form)
            if said:
                to = "/arbejde/sager/" if which == "kontaktperson" else f"/arbejde/sager/{case_id}/team/"
                return done(request, to, said)
    page = choices.page
    context = {
        **case_frame(sight, "team", case=page.case),
        "page": page,
        "map": people_map(page, None),
        "list": people_list(page, None),
        "forms": forms,
        "questions": [(each, forms[f"svar-{each.id}"]) for each in page.unanswered],
        "which": which,
        "leads": sight.relation is Relation.COORDINATOR,
        "me": request.actor.professional_id,
    }
    return render(request, "desk/team.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@staff
def end(request: Asked, case_id: UUID, membership_id: UUID) -> HttpResponse:
    """A professional leaves the team."""
    ended = end_membership(let_in(request, case_id, ERRAND), at=request.moment, membership_id=membership_id)
    mine = ended.professional_id == request.actor.professional_id
    return done(
        request, "/arbejde/sager/" if mine else f"/arbejde/sager/{case_id}/team/", "Fagpersonen er ude af teamet."
    )


@require_POST
@staff
def end_standing_by(request: Asked, case_id: UUID, companion_id: UUID) -> HttpResponse:
    """Somebody no longer stands by the citizen."""
    part_from_companion(let_in(request, case_id, ERRAND), at=request.moment, companion_id=companion_id)
    return done(request, f"/arbejde/sager/{case_id}/team/", "Personen står ikke længere bi.")


@require_http_methods(["GET", "POST"])
@staff
def contact(request: Asked, case_id: UUID) -> HttpResponse:
    """For a professional outside the team: whom to ring, and a question to join. No content."""
    if any(each.case_id == case_id for each in my_memberships(request.actor)):
        return redirect(f"/arbejde/sager/{case_id}/")
    who = find_contact(request.actor, at=request.moment, case_id=CaseId(case_id))
    form = AskToJoin(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = False
        with kept(form):
            ask_to_join(request.actor, at=request.moment, case_id=CaseId(case_id), ground=form.cleaned_data["ground"])
            asked = True
        if asked:
            return done(request, request.path, "Spørgsmålet er sendt. Borgeren kan se det.")
    context = {
        "here": "sager",
        "who": who,
        "form": form,
        "asked": has_asked_to_join(request.actor, case_id=CaseId(case_id)),
    }
    return render(request, "desk/team_contact.html", context, status=422 if form.errors else 200)


def _forms(request: Asked, choices: Choices, which: str) -> dict[str, Form]:
    def sent(name: str) -> QueryDict | None:
        return request.POST if which == name else None

    people, staff_list = choices.page.case.persons, choices.professionals
    forms: dict[str, Form] = {
        "fagperson": AddMember(sent("fagperson"), professionals=staff_list, auto_id="member_%s"),
        "kontaktperson": HandOver(sent("kontaktperson"), professionals=staff_list, auto_id="coordinator_%s"),
        "familie": AddRelative(sent("familie"), people=people, auto_id="relative_%s"),
        "bisidder": RegisterCompanion(sent("bisidder"), people=people, auto_id="companion_%s"),
    }
    for question in choices.page.unanswered:
        name = f"svar-{question.id}"
        forms[name] = AnswerQuestion(sent(name), auto_id=f"{name}_%s")
    return forms


def _add_member(sight: Sight, request: Asked, form: Form) -> str:
    given = form.cleaned_data
    someone = ProfessionalId(UUID(given["professional"]))
    add_member(sight, at=request.moment, professional_id=someone, replaces=given["replaces"])
    return "Fagpersonen er med i teamet og har fået besked."


def _hand_over(sight: Sight, request: Asked, form: Form) -> str:
    given = form.cleaned_data
    name_coordinator(
        sight.actor,
        at=request.moment,
        case_id=sight.case_id,
        professional_id=ProfessionalId(UUID(given["professional"])),
        keep_former=given["keep_former"],
    )
    return "Borgeren har fået ny kontaktperson. Alle har fået besked."


def _add_relative(sight: Sight, request: Asked, form: Form) -> str:
    given = form.cleaned_data
    kin = []
    if given["kin"]:
        kin = [Kin(RelationKind(given["kin"]), PersonId(UUID(given["to"])), from_new=not given["reverse"])]
    add_relative(
        sight,
        at=request.moment,
        name=given["name"],
        born=given["born"],
        place=Place(given["place"]),
        ref=given["ref"] or None,
        kin=kin,
    )
    return f"{given['name']} er med i forløbet."


def _register_companion(sight: Sight, request: Asked, form: Form) -> str:
    given = form.cleaned_data
    choose_companion(
        sight,
        at=request.moment,
        name=given["name"],
        born=given["born"],
        for_person=PersonId(UUID(given["for_person"])),
        kind=CompanionKind(given["kind"]),
        mandate=given["mandate"],
    )
    return f"{given['name']} står nu bi. Personen ser kun det, borgeren siger ja til."


def _answer(sight: Sight, request: Asked, form: Form) -> str:
    accepted = request.POST.get("svar") == "ja"
    answer_join_question(
        sight,
        at=request.moment,
        question_id=UUID(request.POST["hvad"].removeprefix("svar-")),
        accepted=accepted,
        answer=form.cleaned_data["answer"],
        replaces=form.cleaned_data["replaces"],
    )
    return "Fagpersonen er kommet med i teamet." if accepted else "Fagpersonen har fået et nej med din begrundelse."


class _Doing(dict[str, Callable[[Sight, Asked, Form], str]]):
    """What each form does; every question to join has a form of its own."""

    def __missing__(self, which: str) -> Callable[[Sight, Asked, Form], str]:
        return _answer


DOING = _Doing(
    {
        "fagperson": _add_member,
        "kontaktperson": _hand_over,
        "familie": _add_relative,
        "bisidder": _register_companion,
    }
)


urlpatterns = [
    path("sager/<uuid:case_id>/team/", team, name="desk-team"),
    path("sager/<uuid:case_id>/team/<uuid:membership_id>/afslut/", end, name="desk-team-end"),
    path("sager/<uuid:case_id>/team/staar-bi/<uuid:companion_id>/afslut/", end_standing_by, name="desk-companion-end"),
    path("sager/<uuid:case_id>/kontakt/", contact, name="desk-contact"),
]
