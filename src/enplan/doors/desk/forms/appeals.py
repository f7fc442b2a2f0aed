"""What does the one entrance write down about a complaint over a no, and how is it answered?"""

from collections.abc import Iterable, Iterator, Sequence

from django import forms
from django.forms import BoundField

from enplan.doors.desk.forms.decisions import CHANNELS
from enplan.doors.desk.forms.entrance import answers_of, criteria_of, criterion_fields
from enplan.doors.parts.dates import day_field
from enplan.journey.decisions.facts import Outcome
from enplan.journey.entrance.facts import CriterionAnswer
from enplan.law.regime import Regime, TargetTest

OUTCOMES = {
    Outcome.CHANGED: "Borgeren får ret: vi tilbyder én plan",
    Outcome.UPHELD: "Vi fastholder svaret og sender klagen videre",
}


class TakeDown(forms.Form):
    """A complaint that did not come through the portal."""

    channel = forms.ChoiceField(
        label="Sådan kom klagen",
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan klagen kom."},
    )
    received_day = day_field("Den dag, klagen kom", missing="Skriv den dag, klagen kom.")
    text = forms.CharField(
        label="Det skriver eller siger borgeren",
        help_text="En klage behøver ingen begrundelse.",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AnswerAppeal(forms.Form):
    """What came of the second look; a yes goes through every criterion again."""

    def __init__(
        self,
        *args: object,
        outcomes: Iterable[Outcome],
        known: Sequence[CriterionAnswer],
        regimes: Sequence[Regime],
        **kwargs: object,
    ) -> None:
        """`known` is what was answered before, `regimes` what can carry one plan today."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["outcome"] = forms.ChoiceField(
            label="Hvad er svaret?",
            choices=[(each.value, OUTCOMES[each]) for each in outcomes],
            widget=forms.RadioSelect,
            error_messages={"required": "Vælg svaret på klagen."},
        )
        self.fields["reasons"] = forms.CharField(
            label="Hvorfor?",
            help_text="Borgeren og Ankestyrelsen læser det.",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            error_messages={"required": "Skriv, hvorfor I svarer sådan."},
        )
        self.tests = regimes[0].criteria if regimes else ()
        self.fields.update(criterion_fields(self.tests, known))
        self.fields["judgement"] = forms.CharField(
            label="Faglig vurdering",
            help_text="Skal udfyldes, hvis svaret er et andet, end kriterierne giver.",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        first = [(each.id, each.label) for each in regimes[:1]]
        self.fields["regime"] = forms.ChoiceField(label="Ordning", choices=first)

    def answer(self) -> Iterator[BoundField]:
        """What is always answered, for the page."""
        yield from (self["outcome"], self["reasons"])

    def criteria(self) -> Iterator[tuple[TargetTest, BoundField, BoundField]]:
        """Each criterion with its reason, for the page."""
        return criteria_of(self, self.tests)

    def rest(self) -> Iterator[BoundField]:
        """What goes with a yes after the criteria."""
        yield from (self["judgement"], self["regime"])

    def answers(self) -> tuple[CriterionAnswer, ...]:
        """What was answered to every criterion."""
        return answers_of(self.cleaned_data, self.tests)
