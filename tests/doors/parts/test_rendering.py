"""Do the elements that are written directly read as Django's own templates would have written them?"""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from enplan.doors.parts.rendering import DIRECTLY, Renderer

NASTY = "<b>\"fed\" & 'skrå'</b>"


class Everything(forms.Form):
    """One field for each kind of element."""

    text = forms.CharField(max_length=40, help_text="Kort.")
    long = forms.CharField(widget=forms.Textarea(attrs={"rows": 2, "data-x": NASTY}), required=False)
    day = forms.DateField()
    clock = forms.TimeField()
    number = forms.IntegerField(min_value=0, max_value=10)
    mail = forms.EmailField()
    secret = forms.CharField(widget=forms.HiddenInput)
    yes = forms.BooleanField(required=False)
    file = forms.FileField(widget=forms.FileInput)
    one = forms.ChoiceField(choices=[("", "Vælg"), ("a", NASTY), ("b", "B")])
    grouped = forms.ChoiceField(choices=[("Gruppe & co", [("a", "A"), ("b", "B")]), ("c", "C")])
    radio = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A"), (NASTY, "B")])
    many = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("a", "A"), ("b", NASTY)])


GIVEN: dict[str, Any] = {
    "text": NASTY, "long": "To\nlinjer & mere", "day": "1-2-2026", "number": "7", "one": "a", "grouped": "b",
    "radio": NASTY, "many": ["a", "b"], "yes": "on", "secret": NASTY,
}  # fmt: skip


@pytest.mark.parametrize("data", [None, {}, GIVEN], ids=["unbound", "empty", "filled in"])
@pytest.mark.parametrize("name", list(Everything.base_fields))
def test_an_element_reads_as_django_writes_it(name: str, data: dict[str, Any] | None) -> None:
    ours = Everything(data, prefix="p", renderer=Renderer())[name]
    theirs = Everything(data, prefix="p", renderer=DjangoTemplates())[name]
    attributes: dict[str, str | bool] = {
        "class": "form-input",
        "aria-describedby": "x y",
        "disabled": False,
        "required": True,
    }

    assert str(ours) == str(theirs)
    assert ours.as_widget(attrs=attributes) == theirs.as_widget(attrs=attributes)
    assert [choice.tag() for choice in ours.subwidgets] == [choice.tag() for choice in theirs.subwidgets]


def test_each_short_way_is_one_that_django_knows() -> None:
    for template in DIRECTLY:
        assert DjangoTemplates().get_template(template)


def test_the_settings_use_it() -> None:
    assert isinstance(forms.Form().renderer, Renderer)
