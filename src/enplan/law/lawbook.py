"""What does the law say, on this day or any other? The acts as one book, and the questions one may ask it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from enplan.law.provision import (
    Act,
    Aim,
    Assessment,
    ComplaintRoute,
    ConsentRule,
    Deadline,
    Entry,
    InformationItem,
    LegalBasis,
    MeasureType,
    MeetingRule,
    Opposing,
    PensionAge,
    PensionDocument,
    PensionFinding,
    PlanType,
    StatementKind,
    SupportRole,
)
from enplan.law.regime import Regime

E = TypeVar("E", bound=Entry)


class Shelf(Generic[E]):
    """All entries of one kind, past ones included, by id; an id that changed has its versions from old to new."""

    def __init__(self, entries: Iterator[E]) -> None:
        """Put each entry beside its other versions."""
        versions: dict[str, list[E]] = {}
        for entry in entries:
            versions.setdefault(entry.id, []).append(entry)
        self._versions = {
            entry_id: tuple(sorted(group, key=lambda entry: entry.valid_from or date.min))
            for entry_id, group in versions.items()
        }

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._versions

    def __iter__(self) -> Iterator[E]:
        """The newest version of each."""
        return (group[-1] for group in self._versions.values())

    def __len__(self) -> int:
        return len(self._versions)

    def __getitem__(self, entry_id: str) -> E:
        """The newest version."""
        return self._versions[entry_id][-1]

    def versions(self, entry_id: str) -> tuple[E, ...]:
        """All versions, from old to new."""
        return self._versions.get(entry_id, ())

    def on(self, entry_id: str, day: date) -> E | None:
        """The version in force on the day, if one was."""
        for entry in self._versions.get(entry_id, ()):
            if entry.in_force(day):
                return entry
        return None

    def nearest(self, entry_id: str, day: date) -> E:
        """The version in force on the day, or else the newest: a closed measure that still runs keeps its name.

        Raises:
            KeyError: nothing was ever called that.
        """
        return self.on(entry_id, day) or self[entry_id]

    def in_force(self, day: date) -> tuple[E, ...]:
        """Everything in force on the day, in the order of the acts."""
        return tuple(entry for group in self._versions.values() for entry in group if entry.in_force(day))


@dataclass(frozen=True, slots=True)
class Lawbook:
    """All acts of all days."""

    acts: Mapping[str, Act]
    plan_types: Shelf[PlanType]
    measure_types: Shelf[MeasureType]
    meeting_rules: Shelf[MeetingRule]
    deadlines: Shelf[Deadline]
    complaint_routes: Shelf[ComplaintRoute]
    consent_rules: Shelf[ConsentRule]
    support_roles: Shelf[SupportRole]
    assessments: Shelf[Assessment]
    items: Shelf[InformationItem]
    pension_documents: Shelf[PensionDocument]
    pension_findings: Shelf[PensionFinding]
    pension_ages: Shelf[PensionAge]
    statement_kinds: Shelf[StatementKind]
    aims: Shelf[Aim]
    regimes: Shelf[Regime]
    opposing_aims: Mapping[frozenset[str], Opposing]
    opposing_measures: Mapping[frozenset[str], Opposing]

    def on(self, day: date) -> "Law":
        """The law of the day."""
        return Law(self, day)

    def title(self, basis: LegalBasis) -> str:
        """What the law of a legal basis is called."""
        return self.acts[basis.law].title

    def cite(self, basis: LegalBasis) -> str:
        """A legal basis as one writes it: the law and the section; what the title ends with is not said again."""
        title, (first, _, rest) = self.title(basis), basis.section.partition(" ")
        return f"{title} {rest if rest and title.endswith(f'({first})') else basis.section}"


@dataclass(frozen=True, slots=True)
class Law:
    """The law of one day. What was closed before the day is still known by its last text; a meeting rule is not."""

    book: Lawbook
    day: date

    def plan_type(self, entry_id: str) -> PlanType:
        """The plan type as it stands on the day."""
        return self.book.plan_types.nearest(entry_id, self.day)

    def measure_type(self, entry_id: str) -> MeasureType:
        """The measure type as it stands on the day."""
        return self.book.measure_types.nearest(entry_id, self.day)

    def meeting_rule(self, entry_id: str) -> MeetingRule | None:
        """The meeting rule in force on the day; one that is not in force asks for nothing."""
        return self.book.meeting_rules.on(entry_id, self.day)

    def deadline(self, entry_id: str) -> Deadline:
        """The deadline as it stands on the day."""
        return self.book.deadlines.nearest(entry_id, self.day)

    def complaint_route(self, entry_id: str) -> ComplaintRoute:
        """The complaint route as it stands on the day."""
        return self.book.complaint_routes.nearest(entry_id, self.day)

    def consent_rule(self, entry_id: str) -> ConsentRule:
        """The consent rule as it stands on the day."""
        return self.book.consent_rules.nearest(entry_id, self.day)

    def support_role(self, entry_id: str) -> SupportRole:
        """The support role as it stands on the day."""
        return self.book.support_roles.nearest(entry_id, self.day)

    def assessment(self, entry_id: str) -> Assessment:
        """The assessment as it stands on the day."""
        return self.book.assessments.nearest(entry_id, self.day)

    def item(self, entry_id: str) -> InformationItem:
        """The piece of information as it stands on the day."""
        return self.book.items.nearest(entry_id, self.day)

    def statement_kind(self, name: str) -> StatementKind | None:
        """The form of statement in force on the day; a free kind has none."""
        return self.book.statement_kinds.on(name, self.day)

    def aim(self, entry_id: str) -> Aim:
        """The direction of a goal."""
        return self.book.aims.nearest(entry_id, self.day)

    def regime(self, entry_id: str) -> Regime:
        """The rules one plan is made under."""
        return self.book.regimes.nearest(entry_id, self.day)

    def bases(self, entry: Entry) -> tuple[LegalBasis, ...]:
        """The sections of an entry in the acts in force on the day; all of them when none of those acts still is."""
        standing = tuple(basis for basis in entry.legal_basis if self.book.acts[basis.law].in_force(self.day))
        return standing or entry.legal_basis

    def opposing_aims(self, one: str, other: str) -> Opposing | None:
        """Why two aims cannot both be followed, if they cannot."""
        return self.book.opposing_aims.get(frozenset((one, other)))

    def opposing_measures(self, one: str, other: str) -> Opposing | None:
        """Why two measure types cannot run on the same days, if they cannot."""
        return self.book.opposing_measures.get(frozenset((one, other)))

    def bases_in_force(self, bases: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
        """Those of the legal bases whose act can be applied on the day: an entry names older acts too."""
        return tuple(basis for basis in bases if self.book.acts[basis.law].in_force(self.day))


ACTS = Path(__file__).parent / "acts"


@cache
def lawbook() -> Lawbook:
    """The acts that come with Én plan, read once."""
    from enplan.law.loading import load  # noqa: PLC0415 - loading builds lawbooks, so it comes after this module

    return load(ACTS)
