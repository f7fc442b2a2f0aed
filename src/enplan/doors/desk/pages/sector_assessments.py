"""What does each sector get of the one conversation, what is missing and why, and how does it get its own?"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from enplan.doors.desk.case_frame import case_frame
from enplan.doors.desk.pages.assessment import chosen_part, root_of
from enplan.doors.parts.again import surely
from enplan.doors.parts.http import Asked, let_in, staff
from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.templatetags.danish import og
from enplan.doors.parts.themes import SLUGS
from enplan.journey.assessment.facts import OWN_STRENGTHS, SectorLine, SectorPart
from enplan.journey.assessment.queries import PersonsPart
from enplan.journey.assessment.rules.sufficiency import questions_of
from enplan.journey.sectorplans.queries import askers_of, assessment_with_plans
from enplan.journey.team.queries import coordinator_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook

STEP = "udredning"
FORMAT = "enplan-udredning-1"
NAMED, USEFUL = "Loven nævner det selv.", "Fagfolk har brug for det."


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a sector does not get: why it is needed and what to do, from whom one usually learns it, where to ask."""

    line: SectorLine
    why: str  # the same for many, so that it is said once above them
    sources: str
    address: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One assessment with who needs it, for the template."""

    part: SectorPart
    departments: tuple[str, ...]
    lacking: tuple[Lacking, ...]
    contact: str  # who asks: the conversation is one, so it is one person


@staff
@require_GET
def every_sector(request: Asked, case_id: UUID) -> HttpResponse:
    """All assessments that one person's plans need, side by side."""
    sight = let_in(request, case_id, "read_assessment")
    page = assessment_with_plans(sight, on=danish_day(request.moment))
    part = chosen_part(request, page)
    context = {"page": page, "part": part, "sectors": _shown(sight, part) if part else []}
    return render(request, "desk/sector_assessments.html", {**case_frame(sight, STEP), **context})


@staff
@require_GET
def one_sector(request: Asked, case_id: UUID) -> HttpResponse:
    """One sector's own assessment, to be read or printed."""
    sight = let_in(request, case_id, "export_assessment")
    part, shown = _chosen(request, sight)
    context = {
        **case_frame(sight, STEP),
        "part": part,
        "shown": shown,
        "strengths": _told(part, OWN_STRENGTHS),
        "made": request.moment,
        "by": sight.actor.name,
        "address": f"?person={part.person.ref}&udredning={shown.part.assessment}",
    }
    return render(request, "desk/sector_assessment.html", context)


@staff
@require_GET
@surely(reading=True)
def one_sector_as_data(request: Asked, case_id: UUID) -> HttpResponse:
    """The same as data, for the sector's own system."""
    sight = let_in(request, case_id, "export_assessment")
    part, shown = _chosen(request, sight)
    told = {"made_at": request.moment.isoformat(), "made_by": sight.actor.name, **as_data(part, shown)}
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 2})
    name = f"udredning-{shown.part.assessment}-{part.person.ref}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_data(part: PersonsPart, shown: Shown) -> dict[str, Any]:
    """One sector's assessment as data: strengths and wishes before the rest (S-13)."""
    sector = shown.part
    words = part.conclusion.words if part.conclusion else None
    return {
        "format": FORMAT,
        "assessment": sector.assessment,
        "label": sector.label,
        "legal_basis": list(sector.bases),
        "certainty": sector.certainty.value,
        "person": {"ref": part.person.ref, "name": part.person.name},
        "departments": list(shown.departments),
        "strengths": _told(part, OWN_STRENGTHS),
        "conclusion": {"strengths": words.strengths, "wishes": words.wishes, "text": words.text} if words else None,
        "conclusion_withheld": part.conclusion is not None and words is None,
        "known": [_known(line) for line in sector.known],
        "missing": [
            {"item": each.line.question.item, "label": each.line.question.label, "named_by_law": each.line.named,
             "why": each.line.use.value}
            for each in shown.lacking
        ],
        "withheld": sector.hidden,
    }  # fmt: skip


def _known(line: SectorLine) -> dict[str, Any]:
    answer = line.answer
    return {
        "item": line.question.item,
        "label": line.question.label,
        "named_by_law": line.named,
        "to_confirm": line.use.value == "confirm",
        "text": answer.text if answer else "",
        "source": answer.source if answer else "",
        "answered_day": danish_day(answer.answered_at).isoformat() if answer else None,
        "purpose": answer.purpose if answer else "",
    }


def _chosen(request: Asked, sight: Sight) -> tuple[PersonsPart, Shown]:
    """The assessment named in the address, of the person named there; the first of each when none is."""
    part = chosen_part(request, assessment_with_plans(sight, on=danish_day(request.moment)))
    every = _shown(sight, part) if part else []
    wanted = request.GET.get("udredning")
    found = next((each for each in every if wanted in {None, each.part.assessment}), None)
    if part is None or found is None:
        raise Missing("record.missing")
    return part, found


def _shown(sight: Sight, part: PersonsPart) -> list[Shown]:
    askers = askers_of(sight).get(part.person.person_id, {})
    coordinator = coordinator_of(sight)
    contact = coordinator.name if coordinator else ""
    root = root_of(sight.case_id, part)
    return [Shown(one, askers.get(one.assessment, ()), _lacking(one, part, root), contact) for one in part.sectors]


def _lacking(sector: SectorPart, part: PersonsPart, root: str) -> tuple[Lacking, ...]:
    """What the law names itself first, and together what is lacking for the same reason."""
    items = lawbook().items
    slugs = {each.item: SLUGS[theme.key] for theme in part.themes for each in theme.questions}
    every = [
        Lacking(
            line,
            f"{NAMED if line.named else USEFUL} {_what_now(line)}",
            og([sentence(f"source.{each.strip()}") for each in items[line.question.item].typical_source.split(",")]),
            f"{root}{slugs[line.question.item]}/",
        )
        for line in sector.lacking
    ]
    return tuple(sorted(every, key=lambda each: (not each.line.named, each.why)))


def _what_now(line: SectorLine) -> str:
    """What to do about it; where somebody else has got an answer, the last who did."""
    who = next((each.by for each in line.question.elsewhere if each.answered), "")
    return sentence(f"assessment.use.{line.use.value}", {"who": who})


def _told(part: PersonsPart, item: str) -> str:
    answer = next((each.answer for each in questions_of(part.themes) if each.item == item), None)
    return answer.text if answer else ""


ROOT = "sager/<uuid:case_id>/udredning/love/"
urlpatterns = [
    path(ROOT, every_sector, name="desk-sector-assessments"),
    path(f"{ROOT}en/", one_sector, name="desk-sector-assessment"),
    path(f"{ROOT}en.json", one_sector_as_data, name="desk-sector-assessment-data"),
]
