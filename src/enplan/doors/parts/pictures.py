"""How is a week, or the load of many weeks, drawn as a picture? Shapes for an SVG; a table beside it says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from enplan.journey.coordination.facts import Week, WeekLoad
from enplan.journey.plan.rules.calendar import Moment
from enplan.kernel.shortening import shortened

DAYS = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
MARGIN, COLUMN, ROW, HEAD = 44, 132, 34, 28
LETTERS = 16  # of 13 pixels fit into a column


@dataclass(frozen=True, slots=True)
class Block:
    """Something at a time: where it stands in the picture, and what it says."""

    x: int
    y: int
    height: int
    text_y: int
    label: str
    moment: Moment
    clashes: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An hour, or the limit that was agreed on."""

    y: int
    label: str


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """One week with its days and hours."""

    monday: date
    number: int
    days: tuple[tuple[int, str], ...]
    hours: tuple[Line, ...]
    blocks: tuple[Block, ...]
    width: int
    height: int
    column: int = COLUMN - 6

    @property
    def moments(self) -> list[Moment]:
        """The same as a list, in the order it happens."""
        return [block.moment for block in self.blocks]


def week_picture(found: Sequence[Moment], monday: date) -> WeekPicture:
    """The week that begins on the day; the weekend only when something happens in it."""
    inside = [each for each in found if monday <= each.day < monday + timedelta(days=7)]
    days = 7 if any(each.day.weekday() > 4 for each in inside) else 5
    first = min([8, *(each.start.hour for each in inside)])
    last = max([16, *(each.end.hour + (each.end.minute > 0) for each in inside)])
    blocks = tuple(_block(each, inside, monday, first) for each in inside)
    columns = tuple(
        (MARGIN + COLUMN * number, f"{DAYS[number]} {(monday + timedelta(days=number)).day}.") for number in range(days)
    )
    hours = tuple(Line(HEAD + ROW * (hour - first), f"{hour}") for hour in range(first, last + 1))
    height = HEAD + ROW * (last - first) + 8
    return WeekPicture(monday, monday.isocalendar().week, columns, hours, blocks, MARGIN + COLUMN * days, height)


def _block(each: Moment, others: Sequence[Moment], monday: date, first: int) -> Block:
    start = (each.start.hour - first) * 60 + each.start.minute
    end = (each.end.hour - first) * 60 + each.end.minute
    y = HEAD + start * ROW // 60
    height = max(18, (end - start) * ROW // 60 - 2)
    clash = any(
        one is not each and one.day == each.day and one.start < each.end and each.start < one.end for one in others
    )
    x = MARGIN + COLUMN * (each.day - monday).days
    return Block(x, y, height, y + 14, shortened(each.title, LETTERS), each, clash)


@dataclass(frozen=True, slots=True)
class Bar:
    """The hours of one week, before and with what has been decided."""

    week: Week
    x: int
    before: Decimal
    before_y: int
    before_height: int
    after: Decimal
    after_y: int
    after_height: int
    over: bool
    after_over: bool
    contacts: int
    after_contacts: int
    number: int

    @property
    def monday(self) -> date:
        """The first day of the week."""
        return self.week.monday

    @property
    def after_x(self) -> int:
        """Where the second bar stands."""
        return self.x + BAR


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """The weeks of one person with the agreed limit."""

    name: str
    key: str
    bars: tuple[Bar, ...]
    limit: Decimal | None
    limit_y: int
    contacts_limit: int | None
    lines: tuple[Line, ...]
    width: int
    height: int
    changed: bool
    bar: int


TALL, FOOT, BAR, GAP = 170, 26, 11, 8


def load_picture(
    name: str,
    key: str,
    before: Sequence[WeekLoad],
    after: Sequence[WeekLoad],
    limits: tuple[Decimal | None, int | None],
) -> LoadPicture:
    """Hours week by week, as they are and as they will be with what has been decided."""
    limit, contacts = limits
    rows: Mapping[Week, WeekLoad] = {each.week: each for each in before}
    later: Mapping[Week, WeekLoad] = {each.week: each for each in after}
    weeks = sorted({*rows, *later})
    most = max([Decimal(1), *(each.hours for each in (*before, *after)), limit or Decimal(0)])
    bars = tuple(_bar(week, number, rows.get(week), later.get(week), most, limits) for number, week in enumerate(weeks))
    step = 5 if most <= 30 else 10
    lines = tuple(Line(_y(Decimal(hours), most), f"{hours} t") for hours in range(0, int(most) + 1, step))
    return LoadPicture(
        name=name,
        key=key,
        bars=bars,
        limit=limit,
        limit_y=_y(limit or Decimal(0), most),
        contacts_limit=contacts,
        lines=lines,
        width=MARGIN + (2 * BAR + GAP) * len(weeks) + 8,
        height=TALL + FOOT + 12,
        changed=any((bar.before, bar.contacts) != (bar.after, bar.after_contacts) for bar in bars),
        bar=BAR - 1,
    )


def _y(hours: Decimal, most: Decimal) -> int:
    return 10 + int(TALL * (1 - hours / most))


def _bar(
    week: Week,
    number: int,
    before: WeekLoad | None,
    after: WeekLoad | None,
    most: Decimal,
    limits: tuple[Decimal | None, int | None],
) -> Bar:
    limit, _ = limits
    one, other = before.hours if before else Decimal(0), after.hours if after else Decimal(0)
    return Bar(
        week=week,
        x=MARGIN + (2 * BAR + GAP) * number,
        before=one,
        before_y=_y(one, most),
        before_height=10 + TALL - _y(one, most),
        after=other,
        after_y=_y(other, most),
        after_height=10 + TALL - _y(other, most),
        over=limit is not None and one > limit,
        after_over=limit is not None and other > limit,
        contacts=before.contacts if before else 0,
        after_contacts=after.contacts if after else 0,
        number=week.number,
    )
