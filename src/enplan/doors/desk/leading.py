"""What do leaders see? Figures with nobody in them, and any household file under every set of rules."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from enplan.doors.desk.forms.comparison import CompareForm
from enplan.doors.desk.pages.sectorplans_upload import TOO_LARGE, is_too_large
from enplan.doors.desk.settling import settings_of_ours
from enplan.doors.parts.comparing import later_texts, rows_of, standings_of
from enplan.doors.parts.http import Asked, staff
from enplan.journey.another_day import as_of
from enplan.journey.comparison import compare
from enplan.journey.outcomes.queries import due_figures, figures
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import lawbook
from enplan.partners.sector_systems.faults import BadHousehold, Fault
from enplan.partners.sector_systems.household import read_household


@require_GET
@staff
def overview(request: Asked) -> HttpResponse:
    """Figures of all cases together, up to the end of last month."""
    page = figures(request.actor, on=danish_day(request.moment))
    counts, means = (page.cases, *page.by_kind), (*page.counted, *page.changes)
    cells = {
        "counts": [each for each in counts if not each.hidden],
        "means": [each for each in means if not each.hidden],
        "less": [each for each in page.less_where if not each.hidden],
        "hidden_counts": [each for each in counts if each.hidden],
        "hidden_means": [each for each in means if each.hidden],
    }
    return render(request, "desk/figures.html", {"here": "ledelse", "page": page, **cells})


@require_GET
@staff
def deadlines(request: Asked) -> HttpResponse:
    """How much is late and falls due, by department and kind, as the week began."""
    page = due_figures(request.actor, on=danish_day(request.moment))
    return render(request, "desk/deadline_figures.html", {"here": "ledelse", "page": page})


@staff
@csrf_exempt  # only so that nothing is read before the size is known; the inner view is protected
@require_http_methods(["GET", "POST"])
def comparison(request: Asked) -> HttpResponse:
    """A household file under every regime. It is read, shown and forgotten."""
    if is_too_large(request):
        context = {"here": "ledelse", "form": CompareForm(), "faults": [Fault("file", TOO_LARGE)]}
        return render(request, "desk/comparison_of_file.html", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return _comparison(request)


@csrf_protect
def _comparison(request: Asked) -> HttpResponse:
    form = CompareForm(request.POST, request.FILES) if request.method == "POST" else CompareForm()
    page: dict[str, object] = {"here": "ledelse", "form": form}
    if form.is_bound and form.is_valid():
        page |= _compared(request, form)
    refused = form.errors or page.get("faults")
    return render(request, "desk/comparison_of_file.html", page, status=HTTPStatus.BAD_REQUEST if refused else 200)


def _compared(request: Asked, form: CompareForm) -> dict[str, object]:
    today, on = danish_day(request.moment), form.cleaned_data["on"]
    try:
        household = read_household(form.cleaned_data["household"].read(), on=on, today=today)
    except BadHousehold as bad:
        return {"faults": bad.faults}
    day = on or household.on or today
    book = lawbook()
    columns = compare(household, book, day, str(settings.MUNICIPALITY["name"]))
    return {
        "names": [person.called for person in household.persons],
        "on": day,
        "columns": columns,
        "standings": standings_of(columns),
        "rows": rows_of(columns, book),
        "told": as_of(household, book, day).told,
        "later": later_texts(columns, book, day),
    }


urlpatterns = [
    path("", overview, name="figures"),
    path("indstillinger/", settings_of_ours, name="settled"),
    path("frister/", deadlines, name="deadline-figures"),
    path("ordninger/", comparison, name="comparison"),
]
