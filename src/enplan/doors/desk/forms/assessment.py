"""What does one write when an assessment is gathered? Strengths and wishes before everything else."""

from typing import Any, cast

from django import forms

from enplan.doors.parts.reasons import sentence
from enplan.doors.parts.words import CATEGORY_WORDS
from enplan.journey.assessment.facts import OWN_STRENGTHS, Conclusion
from enplan.journey.assessment.queries import PersonsPart
from enplan.journey.assessment.rules.sufficiency import questions_of
from enplan.kernel.category import Category

WISHES = "oensker-for-fremtiden"


class ConclusionForm(forms.Form):
    """What the assessment came to."""

    strengths = forms.CharField(
        label="Det, der virker",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Styrker, mennesker og ting i hverdagen, som planen kan bygge på.",
        error_messages={"required": "Skriv, hvad der går godt, og hvad personen kan."},
    )
    wishes = forms.CharField(
        label="Det, personen selv vil",
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv, hvad personen selv vil."},
    )
    conclusion = forms.CharField(
        label="Samlet vurdering",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Skriv, hvad udredningen er kommet frem til."},
    )
    kinds = forms.TypedMultipleChoiceField(
        label="Hvad bygger teksten på?",
        coerce=Category,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kun de, der må se alt det, kan læse teksten. De andre ser kun, hvornår udredningen er samlet og af "
        "hvem. Det, vi ved noget om, er krydset af. Ret det, så det passer med teksten.",
        error_messages={
            "required": "Sæt mindst ét kryds. Bygger teksten kun på planen, så sæt kryds ved én plan.",
            "invalid_choice": "Du må ikke længere se det, du har krydset af. Hent siden igen, og vælg igen.",
        },
    )
    despite = forms.CharField(
        label="Hvorfor er det nok, selv om noget mangler?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)  # what stood there when the page was opened

    def __init__(self, part: PersonsPart, data: Any = None) -> None:
        super().__init__(data, initial=_so_far(part), use_required_attribute=False)
        cast("forms.ChoiceField", self.fields["kinds"]).choices = [
            (kind.value, CATEGORY_WORDS[kind].capitalize()) for kind in part.kinds
        ]
        if part.enough:
            del self.fields["despite"]

    def compare_with(self, conclusion: Conclusion | None) -> dict[str, str]:
        """What somebody else has concluded since the form was shown, beside what is typed; it may then be saved."""
        now = str(conclusion.id) if conclusion else ""
        if conclusion is None or self.data.get("shown", "") == now:
            return {}
        sent: Any = self.data
        again = sent.copy()
        again["shown"] = now
        self.data = again
        typed = [self.data.get(name, "") for name in ("strengths", "wishes", "conclusion")]
        words = conclusion.words
        theirs = (
            f"{words.strengths}\n\n{words.wishes}\n\n{words.text}" if words else sentence("assessment.words_hidden")
        )
        return {"mine": "\n\n".join(typed), "theirs": theirs}


def _so_far(part: PersonsPart) -> dict[str, object]:
    """What stands in the last conclusion, as far as it may be read, or in the person's own answers."""
    last = part.conclusion
    beside: dict[str, object] = {"shown": str(last.id) if last else "", "kinds": sorted(part.rests_on)}
    if last is not None and last.words is not None:
        words = last.words
        said = {"strengths": words.strengths, "wishes": words.wishes, "conclusion": words.text}
        return {**said, "despite": words.despite, **beside}
    told = {question.item: question.answer.text for question in questions_of(part.themes) if question.answer}
    return {"strengths": told.get(OWN_STRENGTHS, ""), "wishes": told.get(WISHES, ""), **beside}
