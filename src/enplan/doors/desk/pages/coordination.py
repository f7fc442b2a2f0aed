"""Where do the plans trip each other up, and what has been decided? Side by side, with both owners and the ways out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.forms.coordination import ResolveForm
from enplan.doors.parts.answers import done, kept
from enplan.doors.parts.findings import HEADINGS, when
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.pictures import LoadPicture, load_picture
from enplan.doors.parts.words import Basis
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.facts import Finding, Resolution, Severity
from enplan.journey.coordination.queries import FindingsPage, Row, findings_page
from enplan.journey.coordination.rules.begins import put_off
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called
from enplan.journey.meetings.queries import household_with_meetings
from enplan.journey.plan.facts import Times
from enplan.journey.plan.rules.sides import said_times
from enplan.journey.sectorplans.facts import Appointment, Contact, Duty, Measure, Question, Statement
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import lawbook

GROUPS = (
    (Severity.MUST, "Skal løses", "Her kan borgeren ikke gøre begge dele, eller loven kræver noget."),
    (Severity.SHOULD, "Bør løses", "Her bliver noget gjort to gange, eller det bliver for meget."),
    (Severity.NOTICE, "Læg mærke til", "Her er noget, som er godt at vide."),
)
GONE = "Det, du ville løse, er væk. Det, der er aftalt om andet, har løst det. Se listen igen."
SHOWN = 6  # so many items of a finding stand side by side, the rest is counted


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things a finding is about, and who owns it."""

    title: str
    what: str
    department: str
    contact: str
    times: str
    days: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding as the page shows it."""

    key: str
    heading: str
    names: str
    when: str
    sides: tuple[Side, ...]
    more: int
    bases: tuple[Basis, ...]
    ways: tuple[str, ...]
    form: ResolveForm | None
    resolution: Resolution | None


@staff
@require_http_methods(["GET", "POST"])
def show(request: Asked, case_id: UUID) -> HttpResponse:
    """All findings; a post settles one of them."""
    sight = let_in(request, case_id, "coordinate")
    day = danish_day(request.moment)
    found = household_with_meetings(sight, on=day)
    page = findings_page(sight, on=day, laid=found.plans, adding=found.adding)
    refused: dict[str, ResolveForm] = {}
    if request.method == "POST":
        row = next((each for each in (*page.open, *page.resolved) if each.key == request.POST.get("key")), None)
        form = _form(page.spread_of(row), row, request) if row else None
        if row and form and form.is_valid():
            with kept(form):
                resolve_conflict(
                    sight,
                    at=request.moment,
                    finding_key=row.key,
                    choice=form.choice,
                    own_solution=form.cleaned_data["own"],
                    reason=form.cleaned_data["reason"],
                    decided_by=form.cleaned_data["decided_by"],
                    laid=found.plans,
                    adding=found.adding,
                )
                return done(request, f"/arbejde/sager/{case_id}/samordning/#{row.key}", "Løsningen er skrevet ned.")
        if row and form:
            refused[row.key] = form
        else:
            messages.error(request, GONE)
    context = {
        **case_frame(sight, "samordning"),
        "page": page,
        "groups": [
            (severity, label, text, [_card(page, row, refused) for row in page.of(severity)])
            for severity, label, text in GROUPS
        ],
        "solved": [_card(page, row, refused) for row in page.solved],
        "ended": len(page.gone) + len(page.solved),
        "resolved": [_card(page, row, refused) for row in page.resolved],
        "loads": _loads(page),
        "contacts": [(page.spread.persons[person].called, says) for person, says in page.contacts.items() if says],
        "waiting": [called(page.spread, name) for name in page.waiting.longest],
    }
    return render(request, "desk/coordination.html", context, status=422 if refused else 200)


def _form(spread: Spread, row: Row, request: Asked | None = None) -> ResolveForm:
    """The form of one finding; each has a prefix of its own, since they share the page."""
    finding = row.finding
    deciders = [*(spread.persons[person].called for person in finding.persons), *finding.departments]
    ways = [way.text for way in finding.proposals]
    data = request.POST if request is not None else None
    warned = [" ".join(put_off(spread.household, way.change, spread.book)) for way in finding.proposals]
    return ResolveForm(data, prefix=row.key, ways=ways, warned=warned, deciders=list(dict.fromkeys(deciders)))


def _card(page: FindingsPage, row: Row, refused: dict[str, ResolveForm]) -> FindingCard:
    finding, spread = row.finding, page.spread_of(row)
    return FindingCard(
        key=row.key,
        heading=HEADINGS[finding.kind],
        names=", ".join(spread.persons[person].called for person in finding.persons),
        when=_sentence(when(spread, finding)),
        sides=tuple(_side(spread, name) for name in finding.items[:SHOWN]),
        more=max(0, len(finding.items) - SHOWN),
        bases=tuple(_bases(finding)),
        ways=tuple(way.text for way in finding.proposals),
        form=refused.get(row.key) or _form(spread, row),
        resolution=row.resolution,
    )


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _bases(finding: Finding) -> Iterable[Basis]:
    for basis in finding.legal_basis:
        act = lawbook().acts[basis.law]
        yield Basis(act.title, basis.section, act.certainty.value)


def _side(spread: Spread, name: str) -> Side:
    """What an item or a whole plan is, in words."""
    item = spread.items.get(name)
    plan = spread.plans[name.partition("/")[0]]
    kind = spread.law.plan_type(plan.plan_type).label
    contact, times = plan.contact, ""
    days: tuple[date | None, date | None] = (None, None)
    match item:
        case Measure():
            contact, days = item.contact or plan.contact, (item.starts, item.ends)
            times = said_times([Times(each.day, each.start, each.end, each.weekly_until) for each in item.sessions])
            if not times and item.hours_per_week:
                times = f"{item.hours_per_week.normalize():f} timer om ugen".replace(".", ",")
        case Appointment():
            days = (item.day, item.day)
            times = f"kl. {item.start:%H.%M}-{item.end:%H.%M}"
        case Question():
            days = (item.asked, item.answered)
        case Statement():
            days = (item.requested, item.received)
        case Duty():
            days = (item.since, None)
    title = called(spread, name).strip("»«") if item is not None else kind
    return Side(title, kind, plan.department, _called(contact), times, days)


def _called(contact: Contact | None) -> str:
    if contact is None:
        return "Ingen er skrevet på"
    return f"{contact.name}, {contact.role}" if contact.role else contact.name


def _loads(page: FindingsPage) -> list[LoadPicture]:
    """The weeks of everybody who has any, before and with what has been decided."""
    found = []
    for person in page.spread.household.persons:
        before, after = page.load.get(person.id, ()), page.load_after.get(person.id, ())
        if before or after:
            limits = (person.capacity.hours_per_week, person.capacity.contacts_per_week)
            found.append(load_picture(person.called, person.id, before, after, limits))
    return found


urlpatterns = [path("sager/<uuid:case_id>/samordning/", show, name="desk-coordination")]
