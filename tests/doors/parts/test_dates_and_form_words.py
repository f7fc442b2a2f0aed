"""Does a form say what is wrong in plain words, once, and by the field it is about?"""

import pytest
from django import forms

from enplan.doors.desk.forms.sectorplans import day_field as desk_day
from enplan.doors.parts.dates import day_field
from enplan.doors.parts.form_words import WORDS


class Everything(forms.Form):
    """One field of every kind that says nothing of its own."""

    name = forms.CharField(max_length=5)
    count = forms.IntegerField(min_value=1, max_value=9)
    hours = forms.DecimalField(max_digits=4, decimal_places=2)
    day = forms.DateField()
    clock = forms.TimeField()
    mail = forms.EmailField()
    one = forms.ChoiceField(choices=[("a", "A")])
    some = forms.MultipleChoiceField(choices=[("a", "A")])
    box = forms.BooleanField()
    file = forms.FileField()


WRONG = {"name": "alt for langt", "count": "x", "hours": "x", "day": "x", "clock": "x", "mail": "x", "one": "b"}
DJANGOS = ("Dette felt", "Indtast", "Værdien", "Denne værdi", "Marker en gyldig", "Vælg en gyldig", "This field")


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param({}, id="nothing"),
        pytest.param({**WRONG, "some": ["b"]}, id="all of it wrong"),
        pytest.param({"count": "0", "hours": "1,234", "name": "a\x00"}, id="a little wrong"),
        pytest.param({"count": "10", "hours": "12345"}, id="too much"),
    ],
)
def test_no_form_speaks_with_the_general_words_of_the_framework(typed: dict[str, object]) -> None:
    errors = [str(said) for found in Everything(typed).errors.values() for said in found]

    assert errors
    for said in errors:
        assert not said.startswith(DJANGOS), said
        assert said in _ours(said), said


def _ours(said: str) -> set[str]:
    """The sentences of ours that begin alike; numbers stand in the midst of some."""
    begins = said.split(".", maxsplit=1)[0]
    return {said for words in WORDS.values() for each in words.values() if each.startswith(begins)}


@pytest.mark.parametrize("field", [day_field("Født", missing="Skriv den."), desk_day("Født", required=True)])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("31-02-1990", "Datoen findes ikke. Se efter i kalenderen, og ret den."),
        ("1990-13-01", "Datoen findes ikke. Se efter i kalenderen, og ret den."),
        ("i går", "Datoen kan ikke læses."),
    ],
)
def test_a_day_that_no_calendar_has_is_told_apart_from_one_that_cannot_be_read(
    field: forms.Field, typed: str, said: str
) -> None:
    with pytest.raises(forms.ValidationError) as wrong:
        field.clean(typed)

    assert wrong.value.messages[0].startswith(said)
    assert "Født" not in wrong.value.messages[0]  # the summary names the field, so the sentence would say it twice
