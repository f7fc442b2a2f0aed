"""What does each document of a pension case ask for, point by point, and is it needed at all?

The law data name the pieces of information and the plans. Beside them a document may ask for a paper that somebody
writes, for what was tried, or for the citizen's own words: that follows from the text of its `check`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.journey.assessment.rules.asking import category_of_item
from enplan.journey.evidence.facts import ARRANGEMENTS, Mark, Point, Settled
from enplan.journey.followup.facts import Promised
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.provision import PensionDocument

AGE, PAPER, PLAN, TRIED, TRIED_WORK, TRIED_PRACTICE, TREATMENT, OWN_WORDS, FOLLOW_UP, NOTES, HEARING, MEETING = (
    "age", "paper", "plan", "tried", "tried-work", "tried-practice", "treatment", "own-words", "follow-up", "notes",
    "hearing", "meeting",
)  # fmt: skip
TRANSFER: Final = "overgangstidspunkt"
MORE: Final[Mapping[str, tuple[str, ...]]] = {
    "personkreds-alder": (AGE,),
    "rehabiliteringsplan": (PLAN, OWN_WORDS),
    "hidtidig-indsats": (PLAN, TRIED, FOLLOW_UP, OWN_WORDS),
    "relevante-indsatser-udtoemt": (PLAN, TRIED_WORK),
    "virksomhedsafproevning": (TRIED_PRACTICE, PAPER),
    "forgaeves-eller-aabenbart": (PAPER,),
    "behandlingsmuligheder": (TREATMENT,),
    "rehabteam-indstilling": (PAPER,),
    "faglig-forklaring-varig": (PAPER,),
    "faglig-forklaring-selvforsoergelse": (PAPER,),
    "konkrete-arbejdsfunktioner": (PAPER,),
    TRANSFER: (PAPER,),
    "moede-med-beslutter": (MEETING,),
    "ansoegning-foreliggende-grundlag": (PAPER,),
    "speciallaege": (PAPER,),
    "funktion-i-hverdagen": (PLAN,),
    "notat-og-partshoering": (NOTES, HEARING),
}
# In these the word of a doctor is asked for; the citizen's own is not enough, save where the law asks for just that.
EXPERT: Final = frozenset(
    {"foreliggende-helbredsdokumenter", "laegeattest-rehab", "speciallaege", "behandlingsmuligheder"}
)
OWN_VIEW_ITEMS: Final = frozenset({"egen-vurdering-af-helbred"})
OF_POINT: Final = dict.fromkeys((AGE, PLAN, OWN_WORDS, FOLLOW_UP, NOTES), Category.PLAN) | {TREATMENT: Category.HEALTH}
ALWAYS: Final = "always"
TRY_OUT: Final = "virksomhedsafproevning"
# Such a document is needed only when somebody has said so, by arranging for it or by filing one.
ONLY_WHEN_SAID: Final = frozenset({"when-needed", "when-refusing", "if-citizen-asks"})


def expert(item: str) -> str:
    """What a doctor or another expert has said of a piece of information."""
    return f"expert:{item}"


def of_plan(plan_type: str) -> str:
    """A plan of the type."""
    return f"plan:{plan_type}"


def filed(document: str, point: str) -> str:
    """A paper that somebody has filed under the document, because it shows the point."""
    return f"{document}/{point}"


def category_of(document: PensionDocument, law: Law) -> Category:
    """The kind of information that what is settled about the document is kept as: that of the first thing it asks."""
    items = document.information_items
    return category_of_item(items[0], law) if items else Category.WORK


def points_of(document: PensionDocument, law: Law) -> tuple[Point, ...]:
    """Everything the document asks for, in the order of the law; a label is empty where a sentence says it."""
    found = []
    for item in document.information_items:
        only_expert = document.id in EXPERT and item not in OWN_VIEW_ITEMS
        accepts = {expert(item), filed(document.id, item)} | (set() if only_expert else {item})
        found.append(Point(item, law.item(item).label, category_of_item(item, law), frozenset(accepts)))
    for key in MORE.get(document.id, ()):
        known = {of_plan(each) for each in document.from_plan_types} if key == PLAN else {key}
        accepts = ({filed(document.id, key)} | known) - {PAPER}
        label = plan_label(document, law) if key == PLAN else ""
        found.append(Point(key, label, OF_POINT.get(key, Category.WORK), frozenset(accepts)))
    return tuple(found)


def plan_label(document: PensionDocument, law: Law) -> str:
    """Which kinds of plan it may be: one document takes another kind than the next."""
    kinds = [law.plan_type(each).label for each in document.from_plan_types]
    *first, last = kinds or [""]
    return f"Gældende plan: {', '.join(first)} eller {last}" if first else f"Gældende plan: {last}"


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """Why a document is not needed: a key, and what somebody wrote or the day it is about."""

    key: str
    words: str = ""
    by_name: str = ""
    day: date | None = None


def why_not_needed(document: PensionDocument, marks: Iterable[Mark], law: Law) -> NotNeeded | None:
    """Nothing when it is needed. Evidence never decides this: only the law of the day and what somebody has settled."""
    every = list(marks)
    if document.valid_to and document.valid_to < law.day:
        return NotNeeded("no-longer", day=document.valid_to)
    if document.valid_from and law.day < document.valid_from:
        return NotNeeded("not-yet", day=document.valid_from)
    own = arrangement(document.id, every)
    if own and own.kind is Settled.NOT_NEEDED:
        return NotNeeded("said", own.words, own.by_name, own.by_day)
    is_said = bool(own and own.kind is Settled.TO_GET) or bool(filed_under(document.id, every))
    if document.requirement in ONLY_WHEN_SAID and not is_said:
        return NotNeeded(document.requirement)
    if document.requirement == "instead-of-try-out" and not is_said:
        try_out = arrangement(TRY_OUT, every)
        if not (try_out and try_out.kind is Settled.NOT_NEEDED):
            return NotNeeded("instead-of-try-out")
    return None


def arrangement(document: str, marks: Iterable[Mark]) -> Mark | None:
    """What was settled last about who gets the document, or that it is not needed."""
    found = [each for each in marks if each.document == document and each.kind in ARRANGEMENTS]
    newest = max(found, key=lambda each: (each.at, str(each.id)), default=None)
    return None if newest is None or newest.kind is Settled.OPEN else newest


def still_promised(marks: Iterable[Mark], law: Law) -> list[Promised]:
    """What somebody gets by a day: the newest arrangement of each document, until a paper has been filed under it."""
    of: dict[tuple[PersonId, str], list[Mark]] = {}
    for each in marks:
        of.setdefault((each.person_id, each.document), []).append(each)
    found = []
    for (person, document), own in of.items():
        newest = arrangement(document, own)
        is_there = newest and any(each.at >= newest.at for each in filed_under(document, own))
        known = law.book.pension_documents.versions(document)  # what the law never knew has no name to be told by
        if newest is not None and newest.by_day is not None and known and not is_there:
            label = law.book.pension_documents.nearest(document, law.day).label
            found.append(Promised(f"{person}:{document}", f"{label} ({newest.who})", newest.by_day))
    return found


def filed_under(document: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The papers that are filed under the document: of each the newest word, unless it was taken out again."""
    newest: dict[object, Mark] = {}
    for each in sorted(marks, key=lambda one: (one.at, str(one.id))):
        if each.document == document and each.filed_id is not None:
            newest[each.filed_id] = each
    return tuple(each for each in newest.values() if each.kind is Settled.FILED)
