"""What does one write when an assessment is gathered? Strengths and wishes before everything else."""

from typing import Any

from django import forms

from enplan.journey.assessment.facts import OWN_STRENGTHS, Conclusion
from enplan.journey.assessment.queries import PersonsPart
from enplan.journey.assessment.rules.sufficiency import questions_of

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
    despite = forms.CharField(
        label="Hvorfor er det nok, selv om noget mangler?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    shown = forms.CharField(required=False, widget=forms.HiddenInput)  # what stood there when the page was opened

    def __init__(self, part: PersonsPart, data: Any = None) -> None:
        super().__init__(data, initial=_so_far(part), use_required_attribute=False)
        if part.enough:
            del self.fields["despite"]

    def compare_with(self, conclusion: Conclusion | None) -> dict[str, str]:
        """What somebody else has concluded since the form was shown, beside what is typed; it may then be saved."""
        now = str(conclusion.id) if conclusion else ""
        if conclusion is None or self.data.get("shown", "") == now:
            return {}
        self.data = {name: self.data.get(name, "") for name in (*self.fields, "shown")} | {"shown": now}
        typed = [self.data.get(name, "") for name in ("strengths", "wishes", "conclusion")]
        theirs = f"{conclusion.strengths}\n\n{conclusion.wishes}\n\n{conclusion.text}"
        return {"mine": "\n\n".join(typed), "theirs": theirs}


def _so_far(part: PersonsPart) -> dict[str, str]:
    """What stands in the last conclusion, or in the person's own answers."""
    last = part.conclusion
    if last is not None:
        said = {"strengths": last.strengths, "wishes": last.wishes, "conclusion": last.text, "despite": last.despite}
        return {**said, "shown": str(last.id)}
    said = {question.item: question.answer.text for question in questions_of(part.themes) if question.answer}
    return {"strengths": said.get(OWN_STRENGTHS, ""), "wishes": said.get(WISHES, "")}
