"""How is the one conversation written down? All questions about one person in one form, so that no text is lost.

Only what was written anew is stored; an answer that stands there may be confirmed with one tick.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from enplan.doors.parts.http import number_told
from enplan.doors.parts.reasons import sentence, sentences
from enplan.journey.assessment.commands import answer_question, confirm_answer
from enplan.journey.assessment.facts import Question, State
from enplan.journey.assessment.queries import PersonsPart
from enplan.journey.assessment.rules.sufficiency import questions_of
from enplan.kernel.errors import Unfit
from enplan.kernel.sight import Sight
from enplan.law.provision import Reuse

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its fields, for the template."""

    question: Question
    text: forms.BoundField
    shown: int  # how many answers the writer has seen
    confirm: forms.BoundField | None
    source: forms.BoundField | None
    purpose: forms.BoundField | None
    theirs: str  # what somebody else answered meanwhile


@dataclass(frozen=True, slots=True)
class AskedTheme:
    """The questions about one part of life."""

    key: str
    label: str
    questions: tuple[Asked, ...]


class ConversationForm(forms.Form):
    """All questions about one person. A professional also writes who said it."""

    def __init__(self, part: PersonsPart, data: Any = None, *, by_staff: bool, by_self: bool = False) -> None:
        super().__init__(data, use_required_attribute=False)
        self.part, self.by_staff, self.by_self = part, by_staff, by_self
        self.overtaken: dict[str, str] = {}
        for question in questions_of(part.themes):
            self._add(question)

    def _add(self, question: Question) -> None:
        item, answer = question.item, question.answer
        bound = question.reuse is Reuse.PER_PURPOSE
        self.fields[f"text_{item}"] = forms.CharField(
            label=question.label,
            help_text=sentences().get(f"question.{item}", "") if self.by_self else "",
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": 3}),
            initial="" if bound or answer is None else answer.text,
        )
        self.fields[f"shown_{item}"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        if question.state is State.CONFIRM:
            self.fields[f"confirm_{item}"] = forms.BooleanField(label="Det passer stadig", required=False)
        if self.by_staff:
            self.fields[f"source_{item}"] = forms.CharField(
                label="Hvem siger det?", required=False, max_length=200, help_text="Tomt: borgeren, i samtalen med dig."
            )
        if bound:
            self.fields[f"purpose_{item}"] = forms.CharField(
                label="Hvad må svaret bruges til?",
                required=False,
                max_length=500,
                help_text="Svaret bliver kun brugt til det, du skriver her.",
            )

    def themes(self) -> Iterator[AskedTheme]:
        """The form as it is read: theme by theme."""
        for theme in self.part.themes:
            yield AskedTheme(theme.key, theme.label, tuple(self._asked(question) for question in theme.questions))

    def _asked(self, question: Question) -> Asked:
        item = question.item
        optional = {name: self[f"{name}_{item}"] if f"{name}_{item}" in self.fields else None for name in OPTIONAL}
        theirs = self.overtaken.get(item, "")
        shown = question.shown if theirs else self._shown(question)
        return Asked(question, self[f"text_{item}"], shown, **optional, theirs=theirs)

    def clean(self) -> dict[str, Any]:
        """What is bound to a purpose needs one, and what somebody else answered meanwhile is shown beside."""
        for question in self._written():
            purpose = f"purpose_{question.item}"
            if purpose in self.fields and not self.cleaned_data.get(purpose):
                self.add_error(purpose, sentence("assessment.purpose_missing"))
        for question in [*self._written(), *self._confirmed()]:
            if self._shown(question) != question.shown and question.answer is not None:
                self.overtaken[question.item] = question.answer.text
                self.add_error(f"text_{question.item}", sentence("record.changed_meanwhile"))
        return self.cleaned_data

    def _shown(self, question: Question) -> int:
        """How many answers the page had shown when this was written."""
        told = self.data.get(f"shown_{question.item}", "") if self.is_bound else ""
        return min(number_told(told, otherwise=question.shown), question.shown)

    def _text_shown(self, question: Question) -> str:
        """The answer that stood in the field then: what still says the same was not written anew."""
        seen = self._shown(question)
        if question.reuse is Reuse.PER_PURPOSE or not seen:
            return ""
        return question.answers[question.shown - seen].text

    def _written(self) -> list[Question]:
        """The questions to which something new was written."""
        return [question for question in questions_of(self.part.themes) if self._is_new(question)]

    def _is_new(self, question: Question) -> bool:
        text = self.cleaned_data.get(f"text_{question.item}", "")
        return bool(text) and not _same(text, self._text_shown(question))

    def _confirmed(self) -> list[Question]:
        """The questions whose answer was ticked and not written anew."""
        ticked = (each for each in questions_of(self.part.themes) if self.cleaned_data.get(f"confirm_{each.item}"))
        return [question for question in ticked if not self._is_new(question)]

    def store(self, sight: Sight, at: datetime) -> int:
        """Store what was written and ticked; how many answers that is.

        Raises:
            Unfit: somebody answered between the check and the storing.
        """
        for question in self._written():
            item = question.item
            answer_question(
                sight,
                at=at,
                person_id=self.part.person.person_id,
                item=item,
                text=self.cleaned_data[f"text_{item}"],
                source=self.cleaned_data.get(f"source_{item}") or self._source(),
                purpose=self.cleaned_data.get(f"purpose_{item}", ""),
                shown=question.shown,
            )
        confirmed = self._confirmed()
        for question in confirmed:
            if question.answer is None:
                raise Unfit("record.changed_meanwhile")
            confirm_answer(sight, at=at, answer_id=question.answer.id)
        return len(self._written()) + len(confirmed)

    def _source(self) -> str:
        return f"{self.part.person.name}, i samtale" if self.by_staff else ""


OPTIONAL = ("confirm", "source", "purpose")


def _same(one: str, other: str) -> bool:
    """The same text, whatever the browser did to its line ends."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
