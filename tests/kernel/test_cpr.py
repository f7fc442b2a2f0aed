"""Is a civil registration number read as it is written, and the century as its seventh digit says?"""

from datetime import date

import pytest

from enplan.kernel.cpr import born, digits


@pytest.mark.parametrize("written", ["1204839995", "120483-9995", " 120483 9995 "])
def test_the_digits_are_the_same_however_they_are_written(written: str) -> None:
    assert digits(written) == "1204839995"


@pytest.mark.parametrize(
    "written", ["", "120483999", "12048399951", "120483--9995", "3202839995", "0013839995", "120483999x", "١٢٠٤٨٣٩٩٩٥"]
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert digits(written) is None


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("1204839995", date(1983, 4, 12)),
        (
            "7204830995",
            date(1983, 4, 12),
        ),  # with sixty added to the day: replacement numbers, which nobody is born with
        ("7204833995", date(1983, 4, 12)),
        ("7204364995", date(2036, 4, 12)),
        ("7204374995", date(1937, 4, 12)),
        ("7204575995", date(2057, 4, 12)),
        ("7204588995", date(1858, 4, 12)),
        ("7204369995", date(2036, 4, 12)),
        ("7204379995", date(1937, 4, 12)),
        ("8902004995", date(2000, 2, 29)),
        ("8902010995", None),
    ],
)
def test_the_seventh_digit_tells_the_century(number: str, day: date | None) -> None:
    assert born(number) == day
