"""How does one say how well lit a case is: each document, what is there, what is missing, and who gets it by when?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from enplan.journey.evidence.facts import Coming, Evidence, Glow, Kind, State
from enplan.journey.evidence.queries import EvidencePage
from enplan.journey.evidence.rules.lighting import DocumentLight, PointSeen, is_old
from enplan.kernel.category import Category
from enplan.law.lawbook import Law, lawbook
from enplan.law.phrasebook import MONTHS

Say = Callable[..., str]
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence as it is read; `number` is the same on the page, in the file and in its index."""

    number: int
    kind: str
    title: str
    source: str
    day: date
    age: str
    is_old: bool
    text: str
    details: tuple[tuple[str, str], ...]  # of a measure: label and words


@dataclass(frozen=True, slots=True)
class PointLine:
    """One point of a document, and how far it is."""

    key: str
    label: str
    glow: Glow
    words: str


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """One document of the law as it is read."""

    id: str
    label: str  # as the law data call it
    name: str  # as people do
    category: Category
    state: State
    state_words: str
    check: str
    usually_from: str
    points: tuple[PointLine, ...]
    evidence: tuple[EvidenceLine, ...]
    hidden: int
    why_not: str
    getting: str
    note: str
    late: bool
    coming: tuple[str, ...]
    needs_somebody: bool
    laws: tuple[str, ...]
    certainty: str
    share: str  # of its points, so that the figure can be counted by hand

    @property
    def missing(self) -> tuple[PointLine, ...]:
        """The points that are not well lit."""
        return tuple(each for each in self.points if each.glow is not Glow.LIT)

    @property
    def lacks(self) -> bool:
        """Whether something is still to come."""
        return self.state in {State.MISSING, State.PART, State.OLD}


@dataclass(frozen=True, slots=True)
class FindingShown:
    """What practice teaches, with where it stands and how sure it is."""

    label: str
    text: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class CaseShown:
    """The whole, as page and file show it."""

    percent: int
    counted: str  # how the figure came about
    have: int
    needed: int
    documents: tuple[DocumentShown, ...]
    index: tuple[EvidenceLine, ...]  # everything found, numbered, the newest first
    findings: tuple[FindingShown, ...]

    @property
    def lacking(self) -> tuple[DocumentShown, ...]:
        """The documents that lack something."""
        return tuple(each for each in self.documents if each.lacks)

    @property
    def unnecessary(self) -> tuple[DocumentShown, ...]:
        """The documents that are not needed."""
        return tuple(each for each in self.documents if each.state is State.NOT_NEEDED)

    @property
    def there(self) -> tuple[DocumentShown, ...]:
        """The documents that are there, and those of which the viewer may see nothing."""
        return tuple(each for each in self.documents if each.state in {State.HAVE, State.HIDDEN})


def written(day: date) -> str:
    """A day without its weekday: there are many in this file."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def as_read(page: EvidencePage, say: Say) -> CaseShown:
    """The page in words; `say` knows the sentence of a key."""
    law = lawbook().on(page.on)
    found = {each for document in page.light.documents for each in document.evidence}
    ordered = sorted(found, key=lambda each: (-each.day.toordinal(), each.kind.value, each.title, each.key))
    lines = {each: _line(number, each, page.on, say) for number, each in enumerate(ordered, 1)}
    return CaseShown(
        percent=page.light.percent,
        counted=say(
            "evidence-share.all",
            {
                "sum": in_figures(100 * sum(each.share for each in page.light.needed)),
                "documents": len(page.light.needed),
                "percent": page.light.percent,
            },
        ),
        have=len(page.light.of(State.HAVE)),
        needed=len(page.light.needed),
        documents=tuple(_document(each, lines, law, say) for each in page.light.documents),
        index=tuple(lines[each] for each in ordered),
        findings=tuple(
            FindingShown(
                each.label, say(f"evidence-finding.{each.id}"), each.source, say(f"evidence-certainty.{each.certainty}")
            )
            for each in page.findings
        ),
    )


def _document(one: DocumentLight, lines: Mapping[Evidence, EvidenceLine], law: Law, say: Say) -> DocumentShown:
    law_data, key = one.document, one.document.id
    return DocumentShown(
        id=key,
        label=law_data.label,
        name=say(f"evidence-name.{key}"),
        category=one.category,
        state=one.state,
        state_words=say(f"evidence-state.{one.state}"),
        check=say(f"evidence-check.{key}"),
        usually_from=say(f"evidence-from.{key}"),
        points=tuple(_point(each, say) for each in one.points),
        evidence=tuple(lines[each] for each in one.evidence),
        hidden=one.hidden,
        why_not=_why_not(one, say),
        getting=_getting(one),
        note=one.getting.words if one.getting else "",
        late=one.late,
        coming=tuple(dict.fromkeys(_coming(each, law.day) for each in one.coming)),
        needs_somebody=one.needs_somebody,
        laws=tuple(law.book.cite(each) for each in law.bases(law_data)),
        certainty=say(f"evidence-certainty.{law_data.certainty}"),
        share=_share(one, say) if one.is_needed else "",
    )


def _share(one: DocumentLight, say: Say) -> str:
    points = [Fraction(seen.glow, Glow.LIT) for seen in one.points]
    of = {"points": in_figures(sum(points)), "all": len(points), "percent": in_figures(100 * one.share)}
    return say("evidence-share.one", of)


def in_figures(number: Fraction | int) -> str:
    """A number with at most two decimals, as Danes write it: `4,52`."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".").replace(".", ",")


def _point(seen: PointSeen, say: Say) -> PointLine:
    label = seen.point.label or say(f"evidence-point.{seen.point.key}")
    return PointLine(seen.point.key, label, seen.glow, say(f"evidence-glow.{seen.glow.value}"))


def _why_not(one: DocumentLight, say: Say) -> str:
    why = one.not_needed
    if why is None:
        return ""
    words = why.words if not why.words or why.words.endswith((".", "!", "?")) else f"{why.words}."
    details = {"words": words, "by_name": why.by_name, "day": written(why.day) if why.day else ""}
    return say(f"evidence-why.{why.key}", details)


def _getting(one: DocumentLight) -> str:
    mark = one.getting
    if mark is None or mark.by_day is None:
        return ""
    return f"{mark.who} skaffer det senest {written(mark.by_day)}."


def _coming(one: Coming, on: date) -> str:
    if not one.is_ordered:
        return f"{one.where} har svaret på »{one.what}«. Hent det der i stedet for at spørge igen."
    if one.due is None:
        return f"{one.what} er bestilt og på vej til {one.where}."
    when = written(one.due)
    if one.due < on:
        return f"{one.what} til {one.where} er bestilt og skulle være kommet {when}. {one.where} rykker for svaret."
    return f"{one.what} til {one.where} er bestilt og kommer senest {when}."


def _line(number: int, one: Evidence, on: date, say: Say) -> EvidenceLine:
    kind = say(f"evidence-kind.{one.kind}")
    title, text = one.title, one.text
    if one.kind is Kind.AGE:
        title, text = kind, say(f"evidence-age.{one.certain}", {"age": one.title})
    elif title.startswith("scale."):
        title = say(title)
    details = tuple(_tried(one, say)) if one.tried else ()
    return EvidenceLine(
        number=number,
        kind=kind,
        title=title or kind,
        source=one.source,
        day=one.day,
        age=_age(one.day, on),
        is_old=is_old(one, on),
        text=text,
        details=details,
    )


def _tried(one: Evidence, say: Say) -> Iterable[tuple[str, str]]:
    tried = one.tried
    assert tried is not None  # only asked of a measure
    until = f"til {written(tried.ends)}" if tried.ends else "uden slutdag"
    nothing = "Det er ikke skrevet endnu."
    result = say(tried.result) if tried.result.startswith("progress.") else tried.result
    yield say("evidence-tried.aim"), tried.aim or nothing
    yield say("evidence-tried.length"), f"Fra {written(tried.starts)} {until}."
    yield say("evidence-tried.result"), result or nothing
    if tried.is_over:
        yield say("evidence-tried.why"), tried.why or nothing


def _age(day: date, on: date) -> str:
    """How old, in whole months or years, as people say it."""
    months = (on.year - day.year) * MONTHS_OF_A_YEAR + on.month - day.month - (on.day < day.day)
    if months < 1:
        return "under en måned gammel"
    if months < MONTHS_OF_A_YEAR:
        return f"{months} måned gammel" if months == 1 else f"{months} måneder gammel"
    return f"{months // MONTHS_OF_A_YEAR} år gammel"
