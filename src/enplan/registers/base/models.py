"""What do all tables have in common?"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Expression

from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.sight import Sight
from enplan.registers.base.prepared import CASE, GRANTS, OWN

CATEGORIES = [(category.value, category.value) for category in Category]


class Rows(models.QuerySet[Any]):
    """Rows that are fetched one by one with a kind answer when there is none."""

    def one(self, **which: object) -> Any:
        """The one row meant.

        Raises:
            Missing: there is none that this actor may know of.
        """
        try:
            return self.get(**which)
        except (self.model.DoesNotExist, ValidationError, ValueError) as absent:
            raise Missing("record.missing") from absent


class CaseRows(Rows):
    """Rows that belong to a case."""

    def in_case(self, sight: Sight) -> Self:
        """Only those of the case that has been opened."""
        return self.filter(case_id=sight.case_id)


class PersonalRows(CaseRows):
    """Rows that hold one kind of information about one person of a case."""

    def within(self, sight: Sight) -> Self:
        """Only those the sight lets through; the database repeats the test row by row."""
        persons = {grant.person_id for grant in sight.grants}
        open_to_all = models.Q(pk__in=[])
        for person in sorted(persons):
            kinds = [grant.category.value for grant in sight.grants if grant.person_id == person]
            open_to_all |= models.Q(person_id=person, category__in=sorted(kinds))
        return self.in_case(sight).filter(open_to_all)


class SharedRows(CaseRows):
    """Rows about one or several persons of a case, each of which says all that a sight must grant to see it."""

    def within(self, sight: Sight) -> Self:
        """Only those of which the sight grants everything they need; the database repeats the test row by row."""
        return self.in_case(sight).filter(needs__contained_by=sorted(grant.key() for grant in sight.grants))

    def within_grants(self) -> Self:
        """The same, for a prepared query, which is asked with `within(sight)`."""
        return self.filter(case_id=CASE, needs__contained_by=GRANTS)


class PartyRows(SharedRows):
    """Shared rows that also show themselves to each of those they are about, and to who decides for a child of them.

    What is decided for several, each of them gets; only what tells of another's health, treatment for addiction or
    punishment needs that other's consent as well.
    """

    def within(self, sight: Sight) -> Self:
        """The same; the database repeats the test row by row."""
        grants, own = sorted(grant.key() for grant in sight.grants), sorted(map(str, sight.speaks_for))
        if not own:
            return super().within(sight)
        texts = ArrayField(models.TextField())
        about_them = _is_party(models.Value(grants, texts), models.Value(own, texts))
        return self.in_case(sight).filter(models.Q(needs__contained_by=grants) | models.Q(about_them))

    def within_grants(self) -> Self:
        """The same, for a prepared query."""
        seen = models.Q(needs__contained_by=GRANTS) | models.Q(_is_party(GRANTS, OWN))
        return self.filter(seen, case_id=CASE)


def _is_party(grants: Expression, own: Expression) -> models.Func:
    return models.Func(models.F("needs"), grants, own, function="enplan_is_party", output_field=models.BooleanField())


class Record(models.Model):
    """A row with a key that cannot be guessed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class AppendOnlyRecord(Record):
    """A row that is never changed or deleted; a trigger in the database holds it so."""

    class Meta:
        abstract = True
        triggers: list[pgtrigger.Trigger] = [  # of any kind: a table may hold more so than this
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]


class LogRecord(AppendOnlyRecord):
    """A row of a log that is sealed (ADR 0015).

    In which transaction it was written is the database's own affair: the table has a column `written_in` of which
    Django knows nothing (`enplan_log` in the migration), so nobody writes it and no insert asks for it back. A column
    that is added later must be null in the rows that stand: what is null is left out of what is sealed.
    """

    class Meta(AppendOnlyRecord.Meta):
        abstract = True


class RevisedRecord(Record):
    """A row that several people may edit: a form carries the revision it showed."""

    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def revise(self, shown: int | None) -> None:
        """Count the revision up, if nobody was faster.

        Raises:
            Unfit: somebody else has changed it since the form was shown.
        """
        if shown is not None and shown != self.revision:
            raise Unfit("record.changed_meanwhile")
        self.revision += 1


class Shared(models.Model):
    """A row about persons: whom it is listed under, its kind of information, and what one needs to see it."""

    case = models.ForeignKey("cases.CaseRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=20, choices=CATEGORIES)
    needs = ArrayField(models.CharField(max_length=60))  # `person:category`, as the database is told the sight

    objects: Any = SharedRows.as_manager()  # of whichever table it is that inherits it

    class Meta:
        abstract = True

    @property
    def about(self) -> tuple[UUID, ...]:
        """All it is about, the one it is listed under first."""
        everybody = (UUID(each.partition(":")[0]) for each in self.needs)
        return tuple(dict.fromkeys((self.person_id, *everybody)))

    def belongs_to(self, persons: Iterable[UUID], categories: Iterable[Category]) -> None:
        """Say of whom and of which kinds it is; the first of each is what it is listed under."""
        everybody, kinds = tuple(persons), tuple(categories)
        self.person_id, self.category = everybody[0], kinds[0].value
        self.needs = sorted({f"{person}:{kind}" for person in everybody for kind in kinds})


class ForParties(Shared):
    """A row about persons that also shows itself to each of them, and to who decides for a child of them."""

    objects: ClassVar[Any] = PartyRows.as_manager()

    class Meta:
        abstract = True
