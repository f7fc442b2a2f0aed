"""What can be typed around a decision at the desk?"""

from collections.abc import Iterable

from django import forms

from enplan.doors.parts.dates import WAYS, DayField, day_field
from enplan.journey.decisions.facts import Channel, Choice, Delivery, Numbered, Outcome, Result
from enplan.journey.decisions.queries import ElementRow

MOST = 5000  # characters of one answer
RESULTS = (
    (Result.GRANTED.value, "Ja"),
    (Result.PARTLY.value, "Delvis ja"),
    (Result.REFUSED.value, "Nej"),
    (Result.ELSEWHERE.value, "Er afgjort for sig"),
)
DELIVERIES = (
    (Delivery.DIGITAL.value, "I Digital Post og Min plan"),
    (Delivery.LETTER.value, "Med post"),
    (Delivery.HANDED_OVER.value, "I hånden"),
)
CHANNELS = (
    (Channel.PHONE.value, "I telefonen"),
    (Channel.LETTER.value, "I et brev eller en mail"),
    (Channel.MEETING.value, "På et møde"),
)
OUTCOMES = {
    Outcome.CHANGED: "Borgeren får helt ret",
    Outcome.PARTLY: "Borgeren får delvis ret",
    Outcome.UPHELD: "Vi fastholder og sender klagen videre",
}
TOO_LONG = {"max_length": "Teksten er for lang. Skriv højst %(limit_value)d tegn."}


def _text(label: str, hint: str = "", *, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={**TOO_LONG, "required": "Feltet er tomt. Skriv en tekst."},
    )


class AnswerForm(forms.Form):
    """The answer for one measure."""

    result = forms.ChoiceField(
        label="Svar",
        choices=RESULTS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Svaret findes ikke. Vælg ja, delvis ja, nej eller afgjort for sig."},
    )
    granted = _text("Hvad bevilges?", "Kun ved delvis ja. Skriv, hvad borgeren får.", rows=2)
    said = _text("Det siger borgeren", "Borgerens egne ord. Svar på en høring kommer selv med i brevet.", rows=2)
    facts = _text("Oplysninger, der har haft vægt", "Skriv til borgeren, kort og med ”du”.")
    discretion = _text("Vores vurdering", "Hvad har vi lagt vægt på, og hvorfor?")
    rule = _text("Hvad siger reglen?", "Står feltet tomt, bruger brevet den faste sætning om reglen.", rows=2)
    unknown_against = forms.BooleanField(
        label="Der er oplysninger, der taler imod borgeren, og som borgeren ikke kender", required=False
    )
    consented = forms.BooleanField(
        label="Det samtykke, loven kræver, er givet på anden måde end i planen", required=False
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def ask_for_all(self) -> None:
        """A draft may be unfinished, but the page shall not call optional what the decision cannot do without."""
        self.use_required_attribute = False
        for name in ("result", "facts", "discretion"):
            self.fields[name].required = True

    def clean(self) -> dict[str, object]:
        """Words without an answer are kept, and the answer is asked for."""
        typed = super().clean() or {}
        if not typed.get("result") and any(
            typed.get(name) for name in ("granted", "said", "facts", "discretion", "rule")
        ):
            self.add_error("result", "Vælg et svar. Din tekst er her endnu.")
        return typed

    @classmethod
    def of(cls, row: ElementRow, data: object = None) -> "AnswerForm":
        """The form of one element, filled with what has been saved."""
        choice = row.choice
        saved = (
            {
                "result": choice.result.value,
                "granted": choice.granted,
                "facts": choice.facts,
                "discretion": choice.discretion,
                "rule": choice.rule,
                "unknown_against": choice.unknown_against,
                "said": choice.said,
                "consented": choice.consented,
                "revision": choice.revision,
            }
            if choice
            else {"revision": 0}
        )
        return cls(data, prefix=str(row.element.id), initial=saved)  # type: ignore[arg-type]  # POST data or nothing

    def choice_of(self, row: ElementRow) -> Choice:
        """What was typed, as the answer."""
        typed = self.cleaned_data
        return Choice(
            element_id=row.element.id,
            result=Result(typed["result"]),
            facts=typed["facts"].strip(),
            discretion=typed["discretion"].strip(),
            rule=typed["rule"].strip(),
            granted=typed["granted"].strip(),
            unknown_against=typed["unknown_against"],
            said=typed["said"].strip(),
            consented=typed["consented"],
        )


class SignForm(forms.Form):
    """How the letter is sent; it carries which plan and which earlier decision were shown."""

    delivery = forms.ChoiceField(label="Sådan får borgeren brevet", choices=DELIVERIES, initial=Delivery.DIGITAL.value)
    version = forms.UUIDField(widget=forms.HiddenInput)
    replaces = forms.UUIDField(widget=forms.HiddenInput, required=False)


class EndorseForm(forms.Form):
    """A second professional agrees; the form carries the plan and the print of the answers that were read."""

    version = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64)


class HearingForm(forms.Form):
    """What the party is shown before it is decided."""

    facts = _text("Oplysninger, borgeren skal kende", "Skriv dem, som du vil sige dem til borgeren.", required=True)
    source = forms.CharField(label="Hvor kommer de fra?", max_length=300, required=False)
    answer_by = DayField(
        label="Sidste dag at svare",
        required=False,
        help_text="Står feltet tomt, er det to uger.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=WAYS,
    )


class HearingAnswerForm(forms.Form):
    """An answer that was given by word of mouth."""

    text = _text("Det sagde borgeren", required=True)


class ComplaintForm(forms.Form):
    """A complaint that did not come through the portal."""

    channel = forms.ChoiceField(label="Sådan kom klagen", choices=CHANNELS, widget=forms.RadioSelect)
    received_day = DayField(
        label="Den dag, klagen kom",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=WAYS,
    )
    parts = forms.MultipleChoiceField(
        label="Hvad klages der over?",
        help_text="Vælg ingen, hvis der klages over det hele.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = _text("Det skriver eller siger borgeren", "En klage behøver ingen begrundelse.")
    key = forms.UUIDField(widget=forms.HiddenInput)

    def offer(self, parts: Iterable[Numbered]) -> "ComplaintForm":
        """The parts that can be chosen."""
        self.fields["parts"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (str(each.part.id), f"Nr. {each.number}: {each.part.words.headline}") for each in parts
        ]
        return self


class ForwardForm(forms.Form):
    """The complaint was sent on."""

    day = day_field(
        "Den dag, klagen blev sendt",
        missing="Skriv den dag, klagen blev sendt.",
        help_text="Borgeren får besked, når du gemmer. Send derfor klagen samme dag.",
    )


class ReassessForm(forms.Form):
    """What came of the second look."""

    outcome = forms.ChoiceField(label="Hvad er svaret?", widget=forms.RadioSelect)
    reasons = _text("Hvorfor?", "Borgeren og klageinstansen læser det.", required=True)
    granted = _text("Hvad får borgeren?", "Kun når borgeren får delvis ret.", rows=2)

    def offer(self, outcomes: Iterable[Outcome]) -> "ReassessForm":
        """The outcomes that are possible for this complaint."""
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (each.value, OUTCOMES[each]) for each in outcomes
        ]
        return self
