"""What does the team write about the plan? One form for one goal, one measure, one demand of the law."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from enplan.doors.desk.forms.plan_times import TimesForm
from enplan.doors.parts.plan_cards import COLUMN_WORDS, DOMAIN_WORDS, GOAL_WORDS
from enplan.doors.parts.words import CATEGORY_WORDS
from enplan.journey.plan.facts import (
    Column,
    GoalState,
    GoalWords,
    MeasureWords,
    PlanGoal,
    PlanMeasure,
    Responsible,
    Way,
)
from enplan.kernel.ids import GoalId
from enplan.registers.cases.facts import CasePerson

Choices = list[tuple[str, str]]
DAY = {"invalid": "Datoen kan ikke læses. Skriv den som 31-12-2026, eller lad feltet stå tomt."}
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]


def day_field(label: str) -> forms.DateField:
    """A day that may be left out."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, input_formats=DAYS, error_messages=DAY)


def area(label: str, most: int, *, required: bool = False, missing: str = "", hint: str = "") -> forms.CharField:
    """A field of several lines."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": missing} if missing else {},
    )


class GoalForm(forms.Form):
    """A goal as the team may write it."""

    text = area("Målet", 1000, required=True, missing="Målet er tomt. Skriv, hvad der ønskes.")
    said_by_citizen = forms.BooleanField(label="Det er borgerens egne ord, sagt i dag", required=False)
    domain = forms.ChoiceField(label="Del af livet", choices=list(DOMAIN_WORDS.items()))
    wanted_by = day_field("Ønsket inden")
    state = forms.ChoiceField(label="Hvor langt", choices=[(each.value, GOAL_WORDS[each]) for each in GoalState])
    reason = area("Begrundelse, hvis målet opgives", 1000)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, goal: PlanGoal) -> "GoalForm":
        """The form filled with the goal as it stands."""
        initial = {
            "text": goal.text,
            "domain": goal.domain,
            "wanted_by": goal.wanted_by,
            "state": goal.state.value,
            "reason": goal.reason,
            "revision": goal.revision,
        }
        return cls(initial=initial)

    def words(self) -> GoalWords:
        """What was written."""
        given = self.cleaned_data
        return GoalWords(
            text=given["text"],
            domain=given["domain"],
            wanted_by=given["wanted_by"],
            state=GoalState(given["state"]),
            reason=given["reason"],
        )

    def words_against(self, there: PlanGoal) -> GoalWords:
        """Only what reads otherwise than before: what nobody touched goes on following the sector plans."""
        words = self.words()
        for name in list(words):
            if name != "reason" and words[name] == getattr(there, name):  # type: ignore[literal-required]  # its own names
                del words[name]  # type: ignore[misc]  # the names are its own
        return words


class NewGoalForm(forms.Form):
    """A new goal."""

    person = forms.ChoiceField(label="Hvem er målet for?")
    text = area("Hvad ønskes?", 1000, required=True, missing="Skriv, hvad der ønskes. Et par ord er nok.")
    said_by_citizen = forms.BooleanField(label="Det er borgerens egne ord", required=False)
    domain = forms.ChoiceField(label="Del af livet", choices=list(DOMAIN_WORDS.items()))

    def __init__(self, *args: Any, people: Sequence[CasePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(
            label="Hvem er målet for?", choices=[(str(each.person_id), each.name) for each in people]
        )


class MeasureForm(TimesForm):
    """A measure with what both sides do, and when."""

    title = forms.CharField(
        label="Hvad sker der",
        max_length=300,
        error_messages={"required": "Indsatsen mangler en titel. Skriv kort, hvad der sker."},
    )
    citizen_does = area("Det gør borgeren", 1000, hint="Skriv i jeg-form: »Jeg kommer tirsdag kl. 9.«")
    citizen_by = day_field("Borgerens dag")
    municipality_does = area("Det gør kommunen", 1000)
    municipality_by = day_field("Kommunens dag")
    starts = day_field("Begynder")
    ends = day_field("Slutter")
    hours_per_week = forms.DecimalField(
        label="Timer om ugen", required=False, min_value=0, max_value=168, decimal_places=2, max_digits=6,
        localize=True, error_messages={"invalid": "Skriv timerne som et tal, for eksempel 7,5."},
    )  # fmt: skip
    responsible_name = forms.CharField(label="Ansvarlig", max_length=200, required=False)
    responsible_role = forms.CharField(label="Den ansvarliges stilling", max_length=200, required=False)
    responsible_department = forms.CharField(label="Forvaltning", max_length=200, required=False)
    goals = forms.MultipleChoiceField(label="Mål, den tjener", required=False, widget=forms.CheckboxSelectMultiple)
    reason = area("Begrundelse", 1000, hint="Skal skrives, når borgeren får mindre end før.")
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goals: Sequence[PlanGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["goals"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.id), each.text) for each in goals]
        names = [name for name in self.fields if not name.startswith("time_")]
        after = names.index("hours_per_week") + 1
        self.order_fields([*names[:after], *(each for each in self.fields if each not in names), *names[after:]])

    @classmethod
    def of(cls, measure: PlanMeasure, goals: Sequence[PlanGoal]) -> "MeasureForm":
        """The form filled with the measure as it stands."""
        who = measure.responsible
        names: tuple[str, ...] = (
            "title",
            "citizen_does",
            "citizen_by",
            "municipality_does",
            "municipality_by",
            "starts",
            "ends",
        )
        names = (*names, "hours_per_week", "reason", "revision")
        initial: dict[str, object] = {name: getattr(measure, name) for name in names}
        initial |= {
            "responsible_name": who.name,
            "responsible_role": who.role,
            "responsible_department": who.department,
            "goals": [str(each) for each in measure.goals],
        }
        return cls(initial=initial, goals=goals, times=measure.times)

    def clean(self) -> dict[str, Any]:
        """What ends must not end before it begins."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = given.get("starts"), given.get("ends")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            self.add_error("ends", "Slutdatoen ligger før startdatoen. Ret en af dem.")
        return given

    def words(self) -> MeasureWords:
        """What was written."""
        given = self.cleaned_data
        words = MeasureWords(
            title=given["title"],
            citizen_does=given["citizen_does"],
            citizen_by=given["citizen_by"],
            municipality_does=given["municipality_does"],
            municipality_by=given["municipality_by"],
            starts=given["starts"],
            ends=given["ends"],
            hours_per_week=given["hours_per_week"],
            reason=given["reason"],
            goals=tuple(GoalId(UUID(goal)) for goal in given["goals"]),
            responsible=Responsible(
                given["responsible_name"], given["responsible_role"], given["responsible_department"]
            ),
        )
        if self.shows_times:
            words["times"] = self.times()
        return words

    def words_against(self, there: PlanMeasure) -> MeasureWords:
        """Only what reads otherwise than before: what nobody touched goes on following the sector plan."""
        words = self.words()
        for name in list(words):
            if words[name] == getattr(there, name):  # type: ignore[literal-required]  # the names are its own
                del words[name]  # type: ignore[misc]  # the names are its own
        return words


class NewMeasureForm(forms.Form):
    """A measure the team suggests."""

    person = forms.ChoiceField(label="Hvem er den for?")
    measure_type = forms.ChoiceField(label="Hvilken slags indsats?")
    title = forms.CharField(label="Med hvilke ord?", max_length=300, required=False)
    starts = day_field("Begynder")
    ends = day_field("Slutter")

    def __init__(self, *args: Any, people: Sequence[CasePerson], types: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(
            label="Hvem er den for?", choices=[(str(each.person_id), each.name) for each in people]
        )
        self.fields["measure_type"] = forms.ChoiceField(label="Hvilken slags indsats?", choices=types)


class MoveForm(forms.Form):
    """Where a measure stands on the board."""

    column = forms.ChoiceField(label="Flyt til", choices=[(each.value, COLUMN_WORDS[each]) for each in Column])
    reason = area("Begrundelse", 1000, hint="Skal skrives, når noget stopper.")


class MergeForm(forms.Form):
    """Two measures become one."""

    merged = forms.ChoiceField(label="Læg denne sammen med")
    reason = area("Hvorfor?", 1000, required=True, missing="Skriv kort, hvorfor de to bliver til én.")

    def __init__(self, *args: Any, others: Sequence[PlanMeasure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.id), each.title) for each in others]
        self.fields["merged"] = forms.ChoiceField(label="Læg denne sammen med", choices=choices)


class DemandForm(forms.Form):
    """How the plan meets a point of the law."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    plan_type = forms.CharField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    text = area("Hvad siger planen?", 2000)
    about = forms.MultipleChoiceField(
        label="Hvad handler teksten om?",
        required=False,
        choices=[(kind.value, word) for kind, word in CATEGORY_WORDS.items()],
    )


class AnswerForMeeting(forms.Form):
    """A yes or a no said in a meeting or written on paper, entered by the coordinator."""

    pair = forms.ChoiceField(label="Hvem svarede?")
    answer = forms.ChoiceField(
        label="Hvad var svaret?",
        choices=[("ja", "Ja til hele planen"), ("nej", "Nej til hele planen")],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, om svaret var ja eller nej."},
    )
    words = forms.CharField(
        label="Hvorfor nej?", help_text="Kun ved et nej. Skriv personens egne ord.", max_length=2000, required=False
    )
    way = forms.ChoiceField(
        label="Hvordan?", choices=[(Way.MEETING.value, "På et møde"), (Way.PAPER.value, "På papir")]
    )

    def __init__(self, *args: Any, pairs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pair"] = forms.ChoiceField(label="Hvem svarede?", choices=pairs)
