"""How is the plan put together for the team: draft, what is missing, what does not fit, versions and answers?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from enplan.doors.desk.case_frame import case_frame, taken_back
from enplan.doors.desk.forms.plan import (
    AnswerForMeeting,
    GoalForm,
    MeasureForm,
    MergeForm,
    MoveForm,
    NewGoalForm,
    NewMeasureForm,
)
from enplan.doors.parts.findings import HEADINGS
from enplan.doors.parts.http import Asked
from enplan.doors.parts.plan_cards import Layout, less, said
from enplan.doors.parts.whose_yes import missing_outside, missing_yes
from enplan.doors.parts.words import CATEGORY_WORDS, Basis
from enplan.journey.coordination.facts import Resolution, Severity
from enplan.journey.coordination.queries import OF_DUTIES, FindingsPage, Row, findings_page
from enplan.journey.decisions.queries import answered
from enplan.journey.plan.facts import LIVING, Demand, Gap, PlanMeasure
from enplan.journey.plan.queries import DraftPage, PlanPage, draft_page, versions
from enplan.journey.plan.rules.agreeing import names_of
from enplan.journey.plan.rules.changes import changes
from enplan.journey.plan.rules.readiness import of_findings
from enplan.journey.plan.rules.sides import told_times
from enplan.journey.plan.rules.standing import last_answers, missing
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Refused
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law, lawbook
from enplan.registers.cases.queries import case_of

Texts = list[tuple[str, str]]

FATE_WORDS = {
    "carried": "Går med i planen",
    "merged": "Lagt sammen",
    "kept-beside": "Bliver i sin egen plan",
    "ended": "Stoppet",
}
HOMES = {"new_goal": "nyt", "new_measure": "nyt", "meeting": "venter"}  # where a form stands that is about nothing yet
KIND_WORDS = {"goal": "Mål", "measure": "Indsats", "appointment": "Møde", "duty": "Mødepligt"}


def page(
    request: Asked, sight: Sight, forms: Mapping[str, Form] | None = None, *, written: UUID | None = None
) -> HttpResponse:
    """The page, with forms that were refused where they were written."""
    day, forms = danish_day(request.moment), forms or {}
    try:
        draft = draft_page(sight, at=request.moment)
    except Refused:
        return _without_consent(request, sight, day)
    plan = draft.plan
    frame = case_frame(sight, "plan", case=plan.case)
    law = lawbook().on(day)
    layout = Layout(plan, sight.actor.account_id, None, law, letters=answered(sight) if plan.approved else {})
    types: Texts = sorted(
        ((each.id, each.label) for each in lawbook().measure_types.in_force(day)), key=lambda pair: pair[1]
    )
    found = findings_page(sight, on=day, laid=draft.laid)
    warned = of_findings(sum(row.finding.kind not in OF_DUTIES for row in found.of(Severity.MUST)))
    demands = [
        (one, _whose(plan, one.person_id), _in_place_of(one, law), _bases(layout, one), _kinds(one, draft))
        for one in draft.demands
    ]
    shown = {
        **frame,
        "taken_back": [(plan.name(person), on) for person, on in plan.stopped.items()],
        "draft": draft,
        "plan": plan,
        "areas": layout.areas(),
        "others": layout.others(),
        "stopped": [layout.card(each) for each in plan.measures if each.column not in LIVING],
        "must": [_gap(each, draft) for each in draft.gaps if each.blocks],
        "should": [_gap(each, draft) for each in (*warned, *draft.gaps) if not each.blocks],
        "less": [(each, less(each)) for each in draft.reductions],
        "unmet": [told for told in demands if not told[0].met_by],
        "met": [told for told in demands if told[0].met_by],
        "fates": [(each, FATE_WORDS[each.fate.value], KIND_WORDS[each.kind]) for each in draft.fates],
        "fate_sums": _sums(draft),
        "beside_measure": list(_beside(found, draft).items()),
        **_agreed(found, plan),
        **_writing(draft, forms, written or _wanted(request), types),
        "theirs": _theirs(draft, written) if "edit" in forms else "",
        "refused": _refused(forms, written),
        "written": written,  # then the form that stands open says what is wrong, where one lands
        "answers": _answers(draft),
        "proposed_today": plan.proposed is not None and danish_day(plan.proposed.proposed_at) == day,
        **_missing(plan),
        "versions": _versions(sight),
    }
    return render(request, "desk/plan.html", shown, status=422 if forms else 200)


def _missing(plan: PlanPage) -> dict[str, object]:
    """Whose yes the proposed version waits for: for whom, outside the case, and by name."""
    if plan.proposed is None:
        return {"missing": [], "missing_outside": [], "missing_from": []}
    missing = missing_yes(plan.proposed, plan)
    names = sorted({who for _, who in missing})
    return {"missing": missing, "missing_outside": missing_outside(plan.proposed, plan), "missing_from": names}


def _without_consent(request: Asked, sight: Sight, day: date) -> HttpResponse:
    case = case_of(sight)
    context = {**case_frame(sight, "plan", case=case), "taken_back": taken_back(sight, case, day)}
    return render(request, "desk/plan_without_consent.html", context)


def _writing(draft: DraftPage, forms: Mapping[str, Form], wanted: UUID | None, types: Texts) -> dict[str, object]:
    """The forms of the page, those that were refused as they were sent."""
    return {
        "editing": wanted,
        "edit": forms.get("edit") or _edit(wanted, draft),
        "mine": _typed(forms.get("edit")),
        "move": forms.get("move") or MoveForm(prefix="flyt"),
        "merge": forms.get("merge") or _merge(wanted, draft.plan.measures),
        "new_goal": forms.get("new_goal") or NewGoalForm(prefix="maal", people=draft.plan.case.persons),
        "new_measure": forms.get("new_measure")
        or NewMeasureForm(prefix="ny", people=draft.plan.case.persons, types=types),
        "meeting": forms.get("meeting") or meeting_form(draft),
    }


def _in_place_of(demand: Demand, law: Law) -> str:
    return law.plan_type(demand.plan_type).label


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of information that a text may tell of; its own kind is never left out."""

    value: str
    word: str
    is_own: bool
    is_told: bool


def _kinds(demand: Demand, draft: DraftPage) -> list[Kind]:
    """What a text about the demand may tell of: its own kind always, and what else is known of the person."""
    known = {each.category for each in draft.fates if each.person_id == demand.person_id} | {*demand.about}
    return [
        Kind(kind.value, word, kind is demand.category, kind in demand.about)
        for kind, word in CATEGORY_WORDS.items()
        if kind in known | {demand.category}
    ]


def _refused(forms: Mapping[str, Form], written: UUID | None) -> list[tuple[str, str, str]]:
    """What is wrong, summed up on top of the page: where it stands, which field, and why."""
    found = []
    for key, form in forms.items():
        place = f"#{'maal' if isinstance(form, GoalForm) else 'del'}-{written}" if written else f"#{HOMES[key]}"
        for name, errors in form.errors.items():
            field = form[name] if name in form.fields else None
            href = f"#{field.id_for_label}" if field and field.id_for_label else place
            found += [(href, str(field.label) if field else "", str(error)) for error in errors]
    return found


def _bases(layout: Layout, demand: Demand) -> list[Basis]:
    """The sections behind a demand."""
    return [layout.basis(each.law, each.section) for each in demand.legal_basis]


def _wanted(request: Asked) -> UUID | None:
    try:
        return UUID(request.GET.get("ret", ""))
    except ValueError:
        return None


def _edit(wanted: UUID | None, draft: DraftPage) -> Form | None:
    plan = draft.plan
    for goal in plan.goals:
        if goal.id == wanted:
            return GoalForm.of(goal)
    for measure in plan.measures:
        if measure.id == wanted:
            return MeasureForm.of(measure, plan.goals)
    return None


def _merge(wanted: UUID | None, measures: tuple[PlanMeasure, ...]) -> MergeForm | None:
    others = [each for each in measures if each.id != wanted and each.column in LIVING and not each.is_own]
    return MergeForm(prefix="saml", others=others) if others else None


def _theirs(draft: DraftPage, element: UUID | None) -> str:
    """What stands there now, for whoever was slower."""
    for goal in draft.plan.goals:
        if goal.id == element:
            return goal.text
    for measure in draft.plan.measures:
        if measure.id == element:
            return "\n".join(
                filter(
                    None,
                    [
                        measure.title,
                        measure.citizen_does,
                        measure.municipality_does,
                        told_times(measure.times),
                        measure.reason,
                    ],
                )
            )
    return ""


def _typed(form: Form | None) -> str:
    """What was typed, for whoever was slower; nothing when the form is wrong for another reason."""
    if form is None or not form.non_field_errors():
        return ""
    names = ("text", "title", "citizen_does", "municipality_does")
    times = told_times(form.times()) if isinstance(form, MeasureForm) and form.is_valid_but_late else ""
    said = [*(form.data.get(name) for name in names), times, form.data.get("reason")]
    return "\n".join(str(each) for each in said if each)


def _gap(gap: Gap, draft: DraftPage) -> tuple[Gap, str]:
    """What is missing, and about what."""
    plan = draft.plan
    goal = next((each.text for each in plan.goals if each.id == gap.element_id), "")
    measure = next((each.title for each in plan.measures if each.id == gap.element_id), "")
    about = gap.label or goal or measure
    return gap, ": ".join(filter(None, [_whose(plan, gap.person_id) if gap.person_id else "", about]))


def _whose(plan: PlanPage, person_id: PersonId) -> str:
    """Whose it is, where the case is about several people: of one alone nobody has to be told each time."""
    return plan.name(person_id) if len(plan.case.persons) > 1 else ""


@dataclass(frozen=True, slots=True)
class Flag:
    """A kind of finding about a measure, and the first one of it."""

    key: str
    heading: str
    severity: str


def _sums(draft: DraftPage) -> Texts:
    counts: dict[str, int] = defaultdict(int)
    for each in draft.fates:
        counts[each.fate.value] += 1
    return [(FATE_WORDS[key], str(count)) for key, count in sorted(counts.items())]


def _beside(found: FindingsPage, draft: DraftPage) -> dict[UUID, list[Flag]]:
    """By measure what has been found about it, so that a conflict stands beside the thing; each kind once."""
    by_item: dict[str, list[Row]] = defaultdict(list)
    for row in found.open:
        for item in row.finding.items:
            by_item[item].append(row)
    flags = {}
    for each in draft.plan.measures:
        kinds = {row.finding.kind: row for item in each.origins for row in reversed(by_item[item])}
        flags[each.id] = [
            Flag(row.key, HEADINGS[kind], row.finding.severity.value) for kind, row in sorted(kinds.items())
        ]
    return {measure: found for measure, found in flags.items() if found}


def _agreed(found: FindingsPage, plan: PlanPage) -> dict[str, object]:
    """What was chosen with the plans side by side: at the goals and measures it speaks of, and the rest by itself."""
    there: dict[str, UUID] = {item: each.id for each in plan.goals for item in each.origins}
    there |= {item: each.id for each in plan.measures for item in each.origins if each.merged_into is None}
    here, elsewhere = defaultdict[UUID, list[Resolution]](list), list[Resolution]()
    for row in found.resolved:
        if row.resolution is not None:
            elements = dict.fromkeys(there[name] for name in names_of(row.resolution) if name in there)
            for element in elements:
                here[element].append(row.resolution)
            if not elements:
                elsewhere.append(row.resolution)
    return {"agreed_here": list(here.items()), "agreed_elsewhere": elsewhere}


def _answers(draft: DraftPage) -> list[tuple[str, str, bool, str]]:
    """Who has said what to the proposed version: about what, who, yes or no, why."""
    version = draft.plan.proposed
    if version is None:
        return []
    titles: dict[UUID | None, str] = {None: "Hele planen"}
    titles |= {each.id: each.text for each in version.goals}
    titles |= {each.id: each.title for each in version.measures}
    return [
        (titles.get(element, "En indsats, der stopper"), draft.plan.name(who), answer.yes, answer.reason)
        for (element, _, who), answer in last_answers(version).items()
    ]


def meeting_form(draft: DraftPage) -> AnswerForMeeting | None:
    version, plan = draft.plan.proposed, draft.plan
    pairs = [
        (f"{person}/{who}", f"{plan.name(who)} for {plan.name(person)}" if who != person else plan.name(who))
        for person, group in (missing(version) if version else ())
        for who in group
    ]
    return AnswerForMeeting(prefix="moede", pairs=pairs) if pairs else None


def _versions(sight: Sight) -> list[object]:
    found = versions(sight)
    return [
        (each, [(one, [said(field) for field in one.fields]) for one in changes(before, each)], before is None)
        for each, before in pairwise([*found, None])
        if each is not None
    ]
