"""What can be typed around a decision at the desk?"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django import forms

from enplan.doors.parts.dates import WAYS, DayField, day_field
from enplan.journey.decisions.facts import Channel, Choice, Clock, Delivery, Look, Numbered, Outcome, Result
from enplan.journey.decisions.facts.outside import CopyWay
from enplan.journey.decisions.queries import Complainant, ElementRow
from enplan.kernel.ids import PersonId

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
COPY_WAYS = ((CopyWay.POST.value, "Med post"), (CopyWay.HANDED_OVER.value, "I hånden"))
CHANNELS = (
    (Channel.PHONE.value, "I telefonen"),
    (Channel.LETTER.value, "I et brev eller en mail"),
    (Channel.MEETING.value, "På et møde"),
)
ANOTHER = ("another", "En anden, der klager for borgeren")
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


def _day(label: str, hint: str = "") -> DayField:
    return DayField(
        label=label,
        required=False,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=WAYS,
        error_messages={"invalid": "Datoen kan ikke læses. Skriv den sådan: 12-04-2027."},
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
    reply = _text("Vores svar på det, borgeren sagde", "Borgeren har svaret på en høring. Kommer med i brevet.", rows=2)
    agreed = _text(
        "Borgerens ja til at få mindre",
        "Borgeren har hjælpen nu. Ved nej eller delvis ja: skriv borgerens egne ord. Siger borgeren ikke ja, så hør "
        "borgeren først.",
        rows=2,
    )
    starts = _day("Fra hvilken dag får borgeren mindre?", "Kun ved delvis ja til hjælp, borgeren har nu.")
    ends = _day("Sidste dag med hjælpen", "Kun ved nej til hjælp, borgeren har nu.")
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
            typed.get(name) for name in ("granted", "said", "reply", "agreed", "facts", "discretion", "rule")
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
                "reply": choice.reply,
                "agreed": choice.agreed,
                "starts": choice.starts,
                "ends": choice.ends,
                "consented": choice.consented,
                "revision": choice.revision,
            }
            if choice
            else {"revision": 0}
        )
        form = cls(data, prefix=str(row.element.id), initial=saved)  # type: ignore[arg-type]  # POST data or nothing
        if not row.element.had or row.element.stops:
            for name in ("agreed", "starts", "ends"):
                del form.fields[name]
        if not any(each.answer for each in row.hearings):
            del form.fields["reply"]
        return form

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
            reply=typed.get("reply", "").strip(),
            agreed=typed.get("agreed", "").strip(),
            starts=typed.get("starts") if typed["result"] == Result.PARTLY.value else None,
            ends=typed.get("ends") if typed["result"] == Result.REFUSED.value else None,
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

    complainant = forms.ChoiceField(
        label="Hvem klager?", widget=forms.RadioSelect, error_messages={"required": "Vælg, hvem der klager."}
    )
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

    def offer(self, parts: Iterable[Numbered], who: Iterable[Complainant]) -> "ComplaintForm":
        """The parts and the people that can be chosen; somebody else may ring for the citizen."""
        people = [
            (str(each.person_id), f"{each.name} (ikke med i sagen)" if each.outside else each.name) for each in who
        ]
        self.fields["complainant"].choices = [*people, ANOTHER]  # type: ignore[attr-defined]  # a field with choices
        self.fields["parts"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (str(each.part.id), f"{each.called}: {each.part.words.headline}") for each in parts
        ]
        return self

    def whose(self) -> PersonId | None:
        """Who complains; none: somebody else for the citizen."""
        who = self.cleaned_data["complainant"]
        return None if who == ANOTHER[0] else PersonId(UUID(who))


class ForwardForm(forms.Form):
    """The complaint was sent on."""

    day = day_field(
        "Den dag, klagen blev sendt",
        missing="Skriv den dag, klagen blev sendt.",
        help_text="Borgeren får besked, når du gemmer. Send derfor klagen samme dag.",
    )


class CopySentForm(forms.Form):
    """A letter on paper has gone."""

    way = forms.ChoiceField(label="Hvordan?", choices=COPY_WAYS)
    day = day_field("Hvilken dag?", missing="Skriv den dag, brevet blev sendt.")


class ReassessForm(forms.Form):
    """What came of the second look."""

    outcome = forms.ChoiceField(label="Hvad er svaret?", widget=forms.RadioSelect)
    reasons = _text("Hvorfor?", "Borgeren og klageinstansen læser det.", required=True)
    granted = _text("Hvad får borgeren?", "Skal skrives, når borgeren får delvis ret. Står i det nye brev.", rows=2)
    starts = _day("Første dag, når borgeren får ret")
    ends = _day("Sidste dag, når borgeren får ret")
    hours = forms.DecimalField(
        label="Timer om ugen, når borgeren får ret",
        required=False,
        localize=True,
        min_value=Decimal("0.25"),
        max_value=168,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": "Tallet kan ikke læses. Skriv timerne sådan: 2,5.",
            "min_value": "Skriv mindst et kvarter, eller lad feltet stå tomt.",
            "max_value": "Der er 168 timer på en uge. Skriv et mindre tal.",
            "max_digits": "Tallet er for langt. Skriv timerne sådan: 2,5.",
            "max_decimal_places": "Skriv højst to tal efter kommaet.",
        },
    )

    @classmethod
    def of(cls, clock: Clock, in_full: Choice, data: object = None, *, several: bool = False) -> "ReassessForm":
        """The form of one part, with what it would be to be granted in full; of several, some may be left for later."""
        given = {"starts": in_full.starts, "ends": in_full.ends, "hours": in_full.hours}
        prefix = str(clock.part.id) if several else None
        form = cls(data, prefix=prefix, initial=given)  # type: ignore[arg-type]  # POST data or nothing
        form.fields["outcome"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (each.value, OUTCOMES[each]) for each in clock.outcomes
        ]
        if several:
            form.fields["outcome"].required = form.fields["reasons"].required = False
        if in_full.open_ended:
            form.fields["ends"].help_text = "Står feltet tomt, når borgeren får helt ret, har hjælpen ingen slutdato."
        if clock.outcomes == (Outcome.UPHELD,):
            for name in ("granted", "starts", "ends", "hours"):
                del form.fields[name]
        return form

    @property
    def left_empty(self) -> bool:
        """Whether nothing was answered here."""
        return not any(self.cleaned_data.get(name) for name in ("outcome", "reasons", "granted"))

    def clean(self) -> dict[str, object]:
        """Words without an answer are kept, and the answer is asked for; in part says what."""
        typed = super().clean() or {}
        if "outcome" in self.errors:
            return typed
        outcome, reasons = typed.get("outcome"), str(typed.get("reasons") or "").strip()
        if not outcome and (reasons or typed.get("granted")):
            self.add_error("outcome", "Vælg et svar. Din tekst er her endnu.")
        if outcome and not reasons and "reasons" not in self.errors:
            self.add_error("reasons", "Skriv, hvorfor I svarer sådan. Borgeren læser det.")
        if outcome == Outcome.PARTLY.value and not str(typed.get("granted") or "").strip():
            self.add_error("granted", "Skriv, hvad borgeren får, når I giver delvis ret.")
        first, last = typed.get("starts"), typed.get("ends")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends", "Den sidste dag ligger før den første. Ret en af dem.")
        return typed

    def look_of(self, clock: Clock) -> Look:
        """What was typed, as what comes of the part."""
        typed, answer = self.cleaned_data, clock.answer
        assert answer is not None  # the page is shown to those who see the answer
        outcome, reasons = Outcome(typed["outcome"]), typed["reasons"].strip()
        if outcome is Outcome.UPHELD:
            return Look(clock.part.id, outcome, reasons)
        full = outcome is Outcome.CHANGED
        choice = Choice(
            answer.element_id,
            Result.GRANTED if full else Result.PARTLY,
            facts=answer.words.facts or ("" if full else answer.words.outcome),
            discretion=reasons,
            granted=typed["granted"].strip(),
            starts=typed["starts"],
            ends=typed["ends"],
            hours=typed["hours"],
        )
        return Look(clock.part.id, outcome, reasons, choice)
