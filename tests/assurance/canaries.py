"""Which secret words stand where, and who may read them?

Every text that is stored about a person gets a word of its own, beside what the people of the stories wrote. The
database says of which person and kind each row is. The words of files come in with the files, so that what a command
copies from one table to another still carries the word of where it came from.

Who may read a word is written as ways, any one of which is enough; each way is all that one must know or be:
`person:kind` for a kind of information about somebody, `is:…` for one account, `team:case`, `for:person` for whoever
speaks for them, `entrance`.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from enplan.registers.base.models import PartyRows, PersonalRows, SharedRows

WORD: Final = re.compile(r"kanarie\d+x")
NOT_WORDS: Final = {  # columns that hold keys of ours, ids and addresses of law: nothing that somebody wrote
    "category", "needs", "ref", "plan_type", "measure_type", "meeting_rule", "regime", "domain", "aim", "board",
    "state", "way", "kind", "item", "key", "duty", "effect", "demand", "scale", "origins", "edited", "result",
    "outcome", "channel", "delivery", "legal_basis", "finding_key", "about_persons", "items", "route", "bases",
    "section", "department", "responsible_department",
}  # fmt: skip
WORDS_IN_DOCUMENTS: Final = {
    "title", "text", "words", "reason", "name", "place", "citizen_does", "municipality_does", "role", "facts",
    "discretion", "paragraphs",
}  # fmt: skip
ONES_OWN: Final = (":health", ":addiction", ":justice")  # kinds nobody is told of another, not even in one family
Row = Mapping[str, Any]
Ways = list[list[str]]


class Canaries:
    """The words, and for each the ways in which one may come to read it."""

    def __init__(self) -> None:
        self.ways: dict[str, list[frozenset[str]]] = {}
        self.where: dict[str, str] = {}

    def word(self, where: str, ways: Iterable[Iterable[str]]) -> str:
        """A new word."""
        said = f"kanarie{len(self.ways)}x"
        self.ways[said], self.where[said] = [frozenset(way) for way in ways], where
        return said

    def may_read(self, word: str, known: frozenset[str]) -> bool:
        """Whether somebody who knows and is this much may read the word."""
        return any(way <= known for way in self.ways[word])

    def seen_in(self, text: str, known: frozenset[str]) -> list[str]:
        """Where the words in a text stood that somebody who knows this much should not have read."""
        return sorted({self.where[word] for word in set(WORD.findall(text)) if not self.may_read(word, known)})


def personal() -> list[type[models.Model]]:
    """Every table whose rows are of one kind and about somebody."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("enplan.")
        and issubclass(model._default_manager._queryset_class, PersonalRows | SharedRows)  # type: ignore[attr-defined]  # every manager of ours is made from a queryset
    ]


def columns_of(model: type[models.Model]) -> list[Any]:
    """The columns in which somebody's words stand."""
    return [each for each in model._meta.fields if each.name not in NOT_WORDS and not each.choices and _words(each)]


def _words(column: Any) -> bool:
    inner = column.base_field if isinstance(column, ArrayField) else column
    return isinstance(inner, models.CharField | models.TextField | models.JSONField)


def of_kind(row: Row) -> Ways:
    """Who knows all that the row itself says one must."""
    return [row["needs"] if "needs" in row else [f"{row['person_id']}:{row['category']}"]]


def of_party(row: Row) -> Ways:
    """The same, and each of those it is about, when it tells of nobody's health, addiction or punishment but theirs."""
    return [row["needs"], *of_each(row["needs"])]


def of_each(needs: Iterable[str]) -> Ways:
    """For each of several people what whoever speaks for them must know, to be told what is about all of them."""
    told = sorted(needs)
    persons = {need.partition(":")[0] for need in told}
    return [
        [f"for:{person}", *(need for need in told if need.startswith(person) or need.endswith(ONES_OWN))]
        for person in sorted(persons)
    ]


def of_meeting(row: Row) -> Ways:
    """Who takes part, speaks for somebody who does, or knows the plans of everybody it is with."""
    part = [[f"is:{each}"] for each in (*row["persons"], *row["professionals"])]
    return [[f"{each}:plan" for each in row["persons"]], *part, *([f"for:{each}"] for each in row["persons"])]


def of_consent(row: Row) -> Ways:
    """The team, whoever knows that kind about the person, who gave it, and to whom it is given."""
    theirs = [f"{row['person_id']}:{row['category']}"]
    return [[f"team:{row['case_id']}"], theirs, [f"is:{row['recipient_id']}"], [f"is:{row.get('given_by_id')}"]]


def of_request(row: Row) -> Ways:
    """The one entrance, the one it is about, and the one who asked; the team when it has become a case."""
    team = f"team:{row.get('case_id') or _case_of_request(row)}"
    return [["entrance"], [team], [f"is:{row['person_id']}"], [f"account:{row.get('asked_account')}"]]


def _case_of_request(row: Row) -> str:
    with open_to_change("screening"), connection.cursor() as cursor:
        cursor.execute("select case_id from screening where request_id = %s", [row["id"]])
        return str(cursor.fetchone()[0])


AROUND: Final[Mapping[str, tuple[str, Callable[[Row], Ways]]]] = {
    "meetings.MeetingRecord": ("purpose agenda place minutes agreements", of_meeting),
    "consent.ConsentRequestRecord": ("purpose why declined_because source", of_consent),
    "consent.ConsentRecord": ("purpose source", of_consent),
    "entrance.RequestRecord": ("wish phone", of_request),
    "entrance.ScreeningRecord": (
        "complex_reason several_reason coordination_reason covered_reason reasons judgement citizen_said guidance",
        of_request,
    ),
}


def let_loose(canaries: Canaries) -> None:
    """A word in every text about the people of the cases, and in the texts around them."""
    for model in personal():
        ways = of_party if issubclass(model._default_manager._queryset_class, PartyRows) else of_kind  # type: ignore[attr-defined]  # as above
        _in_table(model._meta.db_table, columns_of(model), ways, canaries)
    for label, (names, ways) in AROUND.items():
        model = apps.get_model(label)
        _in_table(model._meta.db_table, [model._meta.get_field(name) for name in names.split()], ways, canaries)


def _in_table(table: str, columns: list[Any], ways: Callable[[Row], Ways], canaries: Canaries) -> None:
    with open_to_change(table), connection.cursor() as cursor:
        cursor.execute(f'select to_jsonb(t)::text from "{table}" t order by id')
        for (text,) in cursor.fetchall():
            row = json.loads(text)
            for column in columns:
                where = f"{table}.{column.column}"
                written = _marked(column, row[column.column], where, ways(row), canaries)
                if written is not None:
                    cursor.execute(f'update "{table}" set "{column.column}" = %s where id = %s', [written, row["id"]])


def _marked(column: Any, value: Any, where: str, ways: Ways, canaries: Canaries) -> Any:
    if not value:
        return None
    if isinstance(column, models.JSONField):
        return json.dumps(_document(value, where, ways, canaries))
    if isinstance(column, ArrayField):
        return [f"{each} {canaries.word(where, ways)}" for each in value]
    said = f"{value} {canaries.word(where, ways)}"
    return said if not column.max_length or len(said) <= column.max_length else None


def _document(value: Any, where: str, ways: Ways, canaries: Canaries, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _document(inner, f"{where}.{name}", ways, canaries, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_document(inner, where, ways, canaries, key) for inner in value]
    # What came in with a file has a word already, of the item's own people, which may be fewer than the row's.
    if isinstance(value, str) and value and key in WORDS_IN_DOCUMENTS and not where.startswith("sector_plan"):
        return f"{value} {canaries.word(where, ways)}"
    return value


KIND_OF_PLAN: Final = {  # which kind of information a sector plan holds: the department's that made it
    "min-plan": "work",
    "sygedagpenge-aftale": "work",
    "handleplan-141": "social",
    "handleplan-142": "social",
    "genoptraeningsplan": "health",
    "behandlingsplan-psykiatri": "health",
    "udskrivningsaftale": "health",
    "behandlingsplan-stof": "addiction",
    "barnets-plan": "family",
    "uddannelsesplan-kui": "education",
}


def in_file(content: Any, persons: Mapping[str, str], canaries: Canaries) -> Any:
    """A household file with a word in every title, text and place of its plans."""
    return {**content, "plans": [_plan(plan, persons, canaries) for plan in content["plans"]]}


def _plan(plan: Any, persons: Mapping[str, str], canaries: Canaries) -> Any:
    marked = dict(plan)
    for items in ("goals", "measures", "appointments"):
        marked[items] = [_item(each, plan, persons, canaries) for each in plan.get(items, [])]
    return marked


def _item(item: Any, plan: Any, persons: Mapping[str, str], canaries: Canaries) -> Any:
    about = item.get("persons") or [item.get("person") or plan["person"]]
    family = [ref for ref in about if ref != "birgit"]  # she stands beside Jimmi; the plan is not about her
    where = f"file: {plan['id']}/{item['id']}"
    needs = [f"{persons[ref]}:{KIND_OF_PLAN[plan['plan_type']]}" for ref in family]
    ways = [needs, *of_each(needs)]

    def marked(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: marked(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [marked(each, key) for each in value]
        if isinstance(value, str) and key in {"title", "text", "place"}:
            return f"{value} {canaries.word(f'{where} {key}', ways)}"
        return value

    return marked(item)


@contextmanager
def open_to_change(table: str) -> Iterator[None]:
    """For a moment the owner sees and may change every row, even those that are never changed."""
    with connection.cursor() as cursor:
        _all_checks(cursor)
        cursor.execute(f'alter table "{table}" no force row level security, disable trigger user')
        yield
        _all_checks(cursor)
        cursor.execute(f'alter table "{table}" force row level security, enable trigger user')


def _all_checks(cursor: Any) -> None:
    """A table with checks still to come cannot be altered."""
    cursor.execute("set constraints all immediate")
    cursor.execute("set constraints all deferred")
