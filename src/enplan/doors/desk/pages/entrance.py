"""Which requests wait for an answer, and how is each of them answered with reasons?"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from enplan.doors.desk.forms.entrance import DelayAnswer, NameCoordinator, NewRequest, Refer, Screen, SendLetter, Show
from enplan.doors.letters.entrance import Written, request_as_letter
from enplan.doors.letters.letter import Letter
from enplan.doors.letters.render import letter_to_print
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.http import Asked, staff
from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.words import bases_of
from enplan.journey.appeals.queries import appeals_over, open_appeals
from enplan.journey.entrance import policy
from enplan.journey.entrance.commands import (
    delay_answer,
    receive_request,
    refer_citizen,
    screen_request,
    send_letter,
    take_up_request,
)
from enplan.journey.entrance.facts import Channel, Origin, Paper, Reach, Request, Screening, Stage
from enplan.journey.entrance.queries import own_requests, request_page
from enplan.journey.team.commands import name_coordinator
from enplan.journey.team.queries import BoardCard, IntakePage, intake_board, intake_page
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId, ProfessionalId, RequestId
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.regime import Regime
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on, values_on

HERE = "/arbejde/henvendelser/"
COLUMNS = (
    ("Modtaget", "Ingen er begyndt endnu."),
    ("Vi vurderer", "Nogen ser på den og taler med borgeren."),
    ("Mangler kontaktperson", "Der er sagt ja. Borgeren venter på at få en kontaktperson."),
    ("Svar skrevet, brev mangler", "Svaret er først givet, når brevet er sendt."),
    ("Besvaret", "De sidste 60 dage."),
)


@require_GET
@staff
def board(request: Asked) -> HttpResponse:
    """The requests by stage, with the promised day on each card; for others than the entrance their own referrals."""
    on = danish_day(request.moment)
    if not policy.may_answer(request.actor):
        context = {"here": "henvendelser", "cards": own_requests(request.actor, on=on)}
        return render(request, "desk/entrance_mine.html", context)
    everything = intake_board(request.actor, on=on)
    show = Show(request.GET or None)
    cards = [each for each in everything if show.lets_through(each.card.request)]
    columns = [
        (title, text, [each for each in cards if _column(each) == number])
        for number, (title, text) in enumerate(COLUMNS)
    ]
    waiting = [each for each in everything if not each.card.request.has_reached]
    page = {
        "here": "henvendelser",
        "columns": columns,
        "show": show,
        "hidden": len(everything) - len(cards),
        "appeals": [(each, each.overdue(on)) for each in open_appeals(request.actor)],
        "granted": _granted(request, [each.card.request for each in everything]),
        "late": sum(each.card.late for each in waiting),
        "waiting": len(waiting),
        "manages": number_on(Matter.OPEN_REQUESTS, on=on),
    }
    return render(request, "desk/entrance_board.html", page)


@require_http_methods(["GET", "POST"])
@staff
def new(request: Asked) -> HttpResponse:
    """Write down a request that came by phone, on paper or in person."""
    require(policy.may_answer(request.actor))
    form = NewRequest(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked: list[Request] = []
        with kept(form):
            asked.append(_received(request, form))
        if asked:
            due = "Henvendelsen er skrevet ned. Fortæl, hvornår svaret senest kommer."
            return done(request, f"{HERE}{asked[0].id}/", due)
    return _form(request, form, Matter.ANSWER_DAYS, "Skriv en henvendelse ned", "Gem henvendelsen")


@require_http_methods(["GET", "POST"])
@staff
def refer(request: Asked) -> HttpResponse:
    """A professional refers a citizen who has agreed."""
    form = Refer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given, sent = form.cleaned_data, False
        with kept(form):
            refer_citizen(
                request.actor,
                at=request.moment,
                about_name=given["about_name"],
                about_born=given["about_born"],
                reason=given["reason"],
                consent_of_citizen=given["agreed"],
                mail=form.mail(),
            )
            sent = True
        if sent:
            return done(request, HERE, "Henvisningen er sendt til Én indgang.")
    return _form(request, form, Matter.ANSWER_DAYS_REFERRED, "Henvis en borger til én plan", "Send henvisningen")


@require_http_methods(["GET", "POST"])
@staff
def one(request: Asked, request_id: UUID) -> HttpResponse:
    """One request: its way so far, and the criteria one by one until it is answered."""
    on = danish_day(request.moment)
    page = intake_page(request.actor, request_id=RequestId(request_id), on=on)
    form = Screen(request.POST or None, known=page.page.known, regimes=_ours(request, page))
    if request.method == "POST" and form.is_valid():
        answered: list[Screening] = []
        with kept(form):
            answered.append(_screened(request, form, page))
        if answered:
            return done(request, f"{HERE}{request_id}/", _after_answer(answered[0]))
    return _one(request, page, form, NameCoordinator(professionals=page.professionals), on)


@require_POST
@staff
def take_up(request: Asked, request_id: UUID) -> HttpResponse:
    """Somebody begins to consider the request."""
    take_up_request(request.actor, at=request.moment, request_id=RequestId(request_id))
    return done(request, f"{HERE}{request_id}/", "Du er i gang med henvendelsen. Det kan borgeren se.")


@require_POST
@staff
def name(request: Asked, request_id: UUID) -> HttpResponse:
    """The citizen gets their contact person."""
    on = danish_day(request.moment)
    page = intake_page(request.actor, request_id=RequestId(request_id), on=on)
    if page.page.card.case_id is None or page.coordinator is not None:
        raise Unfit("team.coordinator_already")
    form = NameCoordinator(request.POST, professionals=page.professionals)
    if form.is_valid():
        chosen = ProfessionalId(UUID(form.cleaned_data["professional"]))
        named = False
        with kept(form):
            name_coordinator(request.actor, at=request.moment, case_id=page.page.card.case_id, professional_id=chosen)
            named = True
        if named:
            return done(request, HERE, "Borgeren har fået en kontaktperson, og begge har fået besked.")
    screen = Screen(known=page.page.known, regimes=_ours(request, page))
    return _one(request, page, screen, form, on)


@require_POST
@staff
def delay(request: Asked, request_id: UUID) -> HttpResponse:
    """The answer is delayed, and who asked is told the new day."""
    on = danish_day(request.moment)
    form = DelayAnswer(request.POST)
    delayed = False
    if form.is_valid():
        given = form.cleaned_data
        with kept(form):
            at, reason = request.moment, given["reason"]
            delay_answer(
                request.actor, at=at, request_id=RequestId(request_id), new_day=given["new_day"], reason=reason
            )
            delayed = True
    if delayed:
        return done(request, f"{HERE}{request_id}/", "Der er givet besked om den nye dag.")
    page = intake_page(request.actor, request_id=RequestId(request_id), on=on)
    screen = Screen(known=page.page.known, regimes=_ours(request, page))
    return _one(request, page, screen, NameCoordinator(professionals=page.professionals), on, delaying=form)


def _letter(request: Asked, request_id: UUID, key: str) -> Letter:
    on = danish_day(request.moment)
    page = request_page(request.actor, request_id=RequestId(request_id), on=on)
    written = Written(page.card.request, page.delays, page.screening, page.paper(key), on)
    unit = values_on(Matter.UNIT, on=on)[Matter.UNIT]
    return request_as_letter(
        written, {**settings.MUNICIPALITY, "name": f"{settings.MUNICIPALITY['name']}, {unit}"}, sentence
    )


@require_GET
@staff
def letter(request: Asked, request_id: UUID, key: str) -> HttpResponse:
    """Receipt, notice of delay or answer as a letter, for somebody who does not read it in the portal."""
    page = {"here": "henvendelser", "letter": _letter(request, request_id, key), "request_id": request_id, "key": key}
    return render(request, "desk/entrance_letter.html", page)


@require_GET
@staff
def letter_pdf(request: Asked, request_id: UUID, key: str) -> HttpResponse:
    """The same, for the printer."""
    return letter_to_print(_letter(request, request_id, key), f"en-plan-{key.partition('-')[0]}")


@require_POST
@staff
def sent(request: Asked, request_id: UUID) -> HttpResponse:
    """A letter is on its way: by whom, when, and where to."""
    on = danish_day(request.moment)
    page = intake_page(request.actor, request_id=RequestId(request_id), on=on)
    due = next((each for each in page.page.letters if each.key == request.POST.get("letter")), None)
    if due is None:
        raise Unfit("letter.not_due")
    form, gone = SendLetter(request.POST, due=due, on=on), False
    if form.is_valid():
        with kept(form):
            send_letter(request.actor, at=request.moment, request_id=RequestId(request_id), sending=form.sending())
            gone = True
    if gone:
        answered = due.paper is Paper.ANSWER
        text = "Svaret er nu givet til borgeren." if answered else "Det er skrevet ned."
        return done(request, f"{HERE}{request_id}/", text)
    screen = Screen(known=page.page.known, regimes=_ours(request, page))
    return _one(request, page, screen, NameCoordinator(professionals=page.professionals), on, sending=form)


def _one(
    request: Asked,
    page: IntakePage,
    form: Screen,
    naming: NameCoordinator,
    on: date,
    delaying: DelayAnswer | None = None,
    sending: SendLetter | None = None,
) -> HttpResponse:
    law, late, regimes = lawbook().on(on), delaying or DelayAnswer(), _ours(request, page)
    tried = sending.data.get("letter") if sending else None
    sends = [
        (each, sending if sending and each.key == tried else SendLetter(due=each, on=on)) for each in page.page.letters
    ]
    wrong = bool(form.errors or naming.errors or late.errors or sending)
    context = {
        "here": "henvendelser",
        "page": page,
        "form": form,
        "naming": naming,
        "delaying": late,
        "regime": regimes[0] if regimes else None,
        "others": regimes[1:],
        "bases": bases_of(regimes[:1], law),
        "sends": sends,
        "granted": _granted(request, [page.page.card.request]).get(page.page.card.request.id),
        "target_group": values_on(Matter.TARGET_GROUP, on=on)[Matter.TARGET_GROUP],
    }
    return render(request, "desk/entrance_one.html", context, status=422 if wrong else 200)


def _granted(request: Asked, asked: Iterable[Request]) -> dict[RequestId, RequestId]:
    """Which of the requests with a no have got a yes after a complaint, each with the request that has it."""
    refused = [each.id for each in asked if each.offered is False]
    found = appeals_over(request.actor, refused)
    return {over: each.new_request_id for over, each in found.items() if each.new_request_id}


def _ours(request: Asked, page: IntakePage) -> list[Regime]:
    """The regimes this municipality can offer one plan under today, first the one the screening goes by."""
    ours = [each for each in page.page.regimes if each.is_for(str(settings.MUNICIPALITY["name"]))]
    wanted = request.POST.get("regime") or request.GET.get("regime") or ""
    return sorted(ours, key=lambda each: each.id != wanted)


def _form(request: Asked, form: Form, promise: Matter, title: str, verb: str) -> HttpResponse:
    days = number_on(promise, on=danish_day(request.moment))
    context = {"here": "henvendelser", "form": form, "title": title, "verb": verb, "days": days}
    return render(request, "desk/entrance_form.html", context, status=422 if form.errors else 200)


def _after_answer(answer: Screening) -> str:
    if answer.reach is not Reach.PORTAL:
        return "Svaret er skrevet. Send nu brevet, og skriv her, når det er sendt."
    return "Svaret er givet. Vælg nu en kontaktperson." if answer.offered else "Svaret er givet til borgeren."


def _column(each: BoardCard) -> int:
    stage = each.card.request.stage
    if stage is Stage.WRITTEN:
        return 3
    if stage is Stage.OFFERED and not each.coordinator:
        return 2
    return {Stage.RECEIVED: 0, Stage.CONSIDERED: 1}.get(stage, 4)


def _received(request: Asked, form: NewRequest) -> Request:
    given = form.cleaned_data
    return receive_request(
        request.actor,
        at=request.moment,
        origin=Origin(given["origin"]),
        channel=Channel(given["channel"]),
        about_name=given["about_name"],
        about_born=given["about_born"],
        wish=given["wish"],
        phone=given["phone"],
        asked_by=given["asked_by"],
        citizen_knows=given["knows"] or given["origin"] == Origin.CITIZEN.value,
        who=form.asker(),
        mail=form.mail(),
    )


def _screened(request: Asked, form: Screen, page: IntakePage) -> Screening:
    given = form.cleaned_data
    return screen_request(
        request.actor,
        at=request.moment,
        request_id=page.page.card.request.id,
        answers=form.answers(),
        offered=given["offered"] == "ja",
        reasons=given["reasons"],
        regime=given["regime"],
        person_id=PersonId(UUID(given["person"])) if given["person"] else None,
        judgement=given["judgement"],
        citizen_said=given["citizen_said"],
        guidance=given["guidance"],
        reach=Reach(given["reach"]) if given["reach"] else None,
        municipality=str(settings.MUNICIPALITY["name"]),
    )


urlpatterns = [
    path("henvendelser/", board, name="desk-requests"),
    path("henvendelser/ny/", new, name="desk-request-new"),
    path("henvendelser/henvis/", refer, name="desk-refer"),
    path("henvendelser/<uuid:request_id>/", one, name="desk-request"),
    path("henvendelser/<uuid:request_id>/vurder/", take_up, name="desk-request-take-up"),
    path("henvendelser/<uuid:request_id>/ny-dag/", delay, name="desk-request-delay"),
    path("henvendelser/<uuid:request_id>/sendt/", sent, name="desk-request-letter-sent"),
    path("henvendelser/<uuid:request_id>/brev/<slug:key>/", letter, name="desk-request-letter"),
    path("henvendelser/<uuid:request_id>/brev/<slug:key>.pdf", letter_pdf, name="desk-request-letter-pdf"),
    path("henvendelser/<uuid:request_id>/kontaktperson/", name, name="desk-request-coordinator"),
]
