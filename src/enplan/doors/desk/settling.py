"""What has the municipality settled itself, from which day, by whom and why?"""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from enplan.doors.desk.forms.settling import Settle
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, staff
from enplan.doors.parts.reasons import sentence
from enplan.kernel.calendar import danish_day
from enplan.registers.organisation.commands import settle
from enplan.registers.organisation.facts import Matter, Settled
from enplan.registers.organisation.queries import settled_matters

HERE = "/ledelse/indstillinger/"


@require_http_methods(["GET", "POST"])
@staff
def settings_of_ours(request: Asked) -> HttpResponse:
    """Every matter with its history; the one of the address can be settled anew from a day on."""
    matters = settled_matters(request.actor, on=danish_day(request.moment))
    named = request.GET.get("ret", "")
    chosen = next((each for each in matters if each.matter == named), None)
    form = Settle(request.POST or None, matter=chosen.matter, value=chosen.value) if chosen else None
    if request.method == "POST" and chosen and form and form.is_valid():
        for new in _settled(request, chosen.matter, form):
            words = sentence(f"matter.{new.matter}")
            return done(request, HERE, f"{words} er ændret fra den valgte dag. Det gamle står i historikken.")
    page = {"here": "ledelse", "matters": matters, "chosen": chosen, "form": form}
    refused = form is not None and form.errors
    return render(request, "desk/settled.html", page, status=HTTPStatus.UNPROCESSABLE_ENTITY if refused else 200)


def _settled(request: Asked, matter: Matter, form: Settle) -> list[Settled]:
    """What was settled; nothing when the form could not be used."""
    given, new = form.cleaned_data, list[Settled]()
    with kept(form):
        new.append(
            settle(
                request.actor,
                at=request.moment,
                matter=matter,
                value=given["value"],
                first_day=given["first_day"],
                why=given["why"],
            )
        )
    return new
