"""How does somebody sign in and out? By MitID, by the login of the municipality, or in the demo by choosing."""

import json
import logging
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from enplan.doors import wiring
from enplan.doors.parts.again import AGAIN
from enplan.doors.parts.closing import closed, opened
from enplan.doors.parts.entering import come_in, inside, present
from enplan.doors.parts.http import Asked, known
from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.sending import once
from enplan.doors.portal import asking
from enplan.kernel.errors import Refused
from enplan.kernel.ids import AccountId
from enplan.partners.directory.mapping import colleague
from enplan.partners.mitid.mapping import citizen
from enplan.partners.openid.client import Client, Told
from enplan.partners.openid.faults import Unproved
from enplan.registers.accounts import commands
from enplan.registers.accounts.facts import Employee, Level, Mark, Newcomer, Proof, Way
from enplan.registers.accounts.queries import actor_of, held_form, the_clock, those_who_can_sign_in
from enplan.registers.accounts.rules import must_be_welcome, roles_given

STATES: Final = UUID("5f1d3c1e-1c5b-4d7e-9d4b-6f0f3e0f7a10")  # under it each state has a key of its own
STATUS: Final = {"unreachable": 503, "cancelled": 400, "untrue": 400}
NAMELESS: Final = "Borger med beskyttet navn"
HELD: Final = timedelta(hours=1)
_log = logging.getLogger("enplan.doors")


@require_http_methods(["GET", "POST"])
def log_in(request: Asked) -> HttpResponse:
    """By which ways one can come in; in the demo one chooses who to be."""
    if not (settings.DEMO or wiring.mitid() or wiring.staff()):
        raise Http404
    onward = inside(request.POST.get("videre") or request.GET.get("videre") or "")
    if request.method == "POST":
        return _choose(request, request.POST.get("account", ""), onward)
    people = those_who_can_sign_in() if settings.DEMO else []
    page = {
        "mitid": wiring.mitid() is not None,
        "staff": wiring.staff() is not None,
        "citizens": [each for each in people if not each.actor.is_staff],
        "professionals": [each for each in people if each.actor.is_staff],
        "onward": onward,
    }
    return render(request, "portal/log_in.html", page)


def _choose(request: Asked, account: str, onward: str) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    try:
        actor = actor_of(AccountId(UUID(account)))
    except ValueError:
        actor = None
    if actor is None:
        return redirect("/log-ind/")
    at = request.moment
    proof = Proof(Way.DEMO, Level.SUBSTANTIAL, at)
    come_in(request, commands.begin_sign_in(actor.account_id, at=at, proof=proof, instead_of=present(request)))
    return redirect(onward or ("/arbejde/" if actor.is_staff else "/min-plan/"))


@require_GET
@transaction.non_atomic_requests
def begin(request: Asked, way: Way) -> HttpResponse:
    """Off to those who vouch for people."""
    client = _asked(way)
    try:
        address, question = client.ask(redirect=_back(request, way), at=request.moment, again=AGAIN in request.GET)
    except Unproved as error:
        return _not_in(request, error)
    asking.remember(request, way, question, onward=inside(request.GET.get("videre", "")))
    return redirect(address)


@require_GET
@transaction.non_atomic_requests
def answer(request: Asked, way: Way) -> HttpResponse:
    """Back from there: a question is answered once, in the browser in which it was asked."""
    client = _asked(way)
    asked = asking.recall(request, way, request.GET.get("state", ""), at=request.moment)
    if asked is None or commands.begin_form(uuid5(STATES, asked.question.state), at=request.moment) is not None:
        return _sorry(request, sentence("sign_in.untrue"), 400)
    came = _came_from_mitid if way is Way.MITID else _came_from_work
    try:
        back = _back(request, way)
        told = client.hear(request.get_full_path(), question=asked.question, redirect=back, at=request.moment)
        return came(request, told, asked.onward)
    except Unproved as error:
        return _not_in(request, error)
    except Refused as error:
        return _sorry(request, sentence(error.reason, error.details), 403)


def _asked(way: Way) -> Client:
    client = wiring.mitid() if way is Way.MITID else wiring.staff()
    if client is None:
        raise Http404
    return client


def _came_from_mitid(request: Asked, told: Told, onward: str) -> HttpResponse:
    """A citizen has shown who they are: in when they are known here, else asked whether they want to be."""
    who = citizen(told.claims, wiring.mitid_names())
    if not who.private:
        raise Refused("sign_in.not_private")
    newcomer = Newcomer(who.name, who.born, tuple(wiring.sealed(mark, value) for mark, value in who.marks.items()))
    signed = commands.let_in_person(
        the_clock(),
        at=request.moment,
        newcomer=newcomer,
        proof=who.proof,
        longest=settings.SESSION_LONGEST,
        hint=closed(told.token),
        instead_of=present(request),
    )
    if signed is None:
        asking.keep_newcomer(request, newcomer, who.proof, at=request.moment)
        return redirect("/log-ind/ny/")
    come_in(request, signed)
    return redirect(onward or "/min-plan/")


def _came_from_work(request: Asked, told: Told, onward: str) -> HttpResponse:
    """A colleague has shown who they are, and their directory says what they may do here."""
    who = colleague(told.claims, wiring.staff_names())
    if not who.key:
        raise Refused("sign_in.key_missing")
    roles = roles_given(who.roles, who.groups, served=settings.SERVED, words=wiring.staff_roles())
    employee = Employee(wiring.sealed(Mark.STAFF, who.key), who.name, who.title, who.department, roles)
    signed = commands.let_in_professional(
        the_clock(),
        at=request.moment,
        employee=employee,
        proof=who.proof,
        longest=settings.SESSION_LONGEST,
        hint=closed(told.token),
        instead_of=present(request),
    )
    come_in(request, signed)
    return redirect(onward or "/arbejde/")


@require_http_methods(["GET", "POST"])
@once
def welcome(request: Asked) -> HttpResponse:
    """Somebody nobody knows yet: what they can do, and what we keep when they do it."""
    kept = asking.newcomer(request, at=request.moment)
    if kept is None:
        return redirect("/log-ind/")
    newcomer, proof = kept
    try:
        must_be_welcome(newcomer, at=request.moment)
        if request.method == "POST":
            signed = commands.welcome_person(
                the_clock(),
                at=request.moment,
                newcomer=newcomer,
                name=NAMELESS,
                proof=proof,
                longest=settings.SESSION_LONGEST,
            )
            come_in(request, signed)
            return redirect("/soeg-en-plan/")
    except Refused as error:
        return _sorry(request, sentence(error.reason, error.details), 403)
    return render(request, "portal/log_in_new.html", {"name": newcomer.name, "born": newcomer.born})


@require_GET
@known
def held(request: Asked, form_id: UUID) -> HttpResponse:
    """What I was about to send when I had to show who I am."""
    form = held_form(request.actor, form_id=form_id, since=request.moment - HELD)
    fields = json.loads(opened(form.content) or "[]")
    page = {
        "address": form.address,
        "fields": fields,
        "texts": [value for _, value in fields if " " in value.strip()],
        "frame": "desk/frame.html" if request.actor.is_staff else "portal/frame.html",
    }
    return render(request, "parts/held.html", page)


@require_POST
def log_out(request: Asked) -> HttpResponse:
    """Nobody is signed in here any more, nor with a copy of what this browser kept."""
    return _out(request)


@require_POST
def log_out_everywhere(request: Asked) -> HttpResponse:
    """Nor anywhere else."""
    if request.sign_in is not None:
        commands.sign_out(request.actor.account_id, at=request.moment)
    return _out(request)


def _out(request: Asked) -> HttpResponse:
    signed = request.sign_in
    if signed is not None:
        commands.end_sign_in(signed.id, at=request.moment)
    request.session.flush()
    clients = {Way.MITID: wiring.mitid, Way.STAFF: wiring.staff}
    client = clients[signed.proof.way]() if signed is not None and signed.proof.way in clients else None
    if signed is None or client is None:
        return redirect("/")
    try:
        token, home = opened(signed.hint), request.build_absolute_uri("/")
        there = client.leave(token=token, back=home, at=request.moment)
    except Unproved:
        there = None
    # A form may not lead to another site, so the way out of MitID is a page of its own.
    page = {"there": there, "where": "MitID" if signed.proof.way is Way.MITID else "kommunens login"}
    return render(request, "portal/logged_out_here.html", page) if there else redirect("/")


def _back(request: HttpRequest, way: Way) -> str:
    return request.build_absolute_uri(f"/log-ind/{way.value}/svar/")


def _not_in(request: HttpRequest, error: Unproved) -> HttpResponse:
    _log.warning("Somebody could not sign in: %s", error)
    return _sorry(request, sentence(f"sign_in.{error.reason}"), STATUS[error.reason])


def _sorry(request: HttpRequest, text: str, status: int) -> HttpResponse:
    return render(request, "portal/log_in_sorry.html", {"text": text}, status=status)


urlpatterns = [
    path("log-ind/", log_in, name="log_in"),
    path("log-ind/mitid/", begin, {"way": Way.MITID}, name="log_in_mitid"),
    path("log-ind/mitid/svar/", answer, {"way": Way.MITID}, name="log_in_mitid_answer"),
    path("log-ind/kommune/", begin, {"way": Way.STAFF}, name="log_in_staff"),
    path("log-ind/kommune/svar/", answer, {"way": Way.STAFF}, name="log_in_staff_answer"),
    path("log-ind/ny/", welcome, name="log_in_new"),
    path("log-ind/holdt/<uuid:form_id>/", held, name="log_in_held"),
    path("log-ud/", log_out, name="log_out"),
    path("log-ud/overalt/", log_out_everywhere, name="log_out_everywhere"),
]
