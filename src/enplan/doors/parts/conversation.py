"""How is the one conversation written down? One part of life is one form, saved by itself, so that no text is lost.

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
from enplan.journey.assessment.facts import OWN_STRENGTHS, Question, State, Theme
from enplan.journey.assessment.rules.asking import STRENGTHS_LABEL
from enplan.kernel.errors import Unfit
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.law.provision import Reuse
from enplan.registers.cases.facts import CasePerson

LONGEST = 10_000
LEAST_ROWS, MOST_ROWS, LINE = 3, 12, 70  # a field is as high as what stands in it, as far as a page can bear it


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

    @property
    def fields(self) -> list[forms.BoundField]:
        """What can be written or ticked."""
        return [field for field in (self.text, self.confirm, self.purpose, self.source) if field is not None]


class ConversationForm(forms.Form):
    """The questions about one part of a person's life. A professional also writes who said it."""

    def __init__(
        self, theme: Theme, person: CasePerson, data: Any = None, *, by_staff: bool, by_self: bool = False
    ) -> None:
        super().__init__(data, use_required_attribute=False)
        self.theme, self.person, self.by_staff, self.by_self = theme, person, by_staff, by_self
        self.overtaken: dict[str, str] = {}
        for question in theme.questions:
            self._add(question)

    def _add(self, question: Question) -> None:
        item, answer = question.item, question.answer
        bound = question.reuse is Reuse.PER_PURPOSE
        label, hint = self._words(question)
        text = "" if bound or answer is None else answer.text
        self.fields[f"text_{item}"] = forms.CharField(
            label=label,
            help_text=hint,
            required=False,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": _rows(text)}),
            initial=text,
        )
        self.fields[f"shown_{item}"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        if question.state is State.CONFIRM:
            self.fields[f"confirm_{item}"] = forms.BooleanField(label="Det passer stadig", required=False)
        if self.by_staff:
            self.fields[f"source_{item}"] = forms.CharField(
                label="Hvem siger det?",
                required=False,
                max_length=200,
                help_text=f"Tomt: {self.person.name}, i samtalen med dig.",
            )
        if bound:
            self.fields[f"purpose_{item}"] = forms.CharField(
                label="Hvad må svaret bruges til?",
                required=False,
                max_length=500,
                help_text="Svaret bliver kun brugt til det, du skriver her.",
            )

    def _words(self, question: Question) -> tuple[str, str]:
        """What the question is called, and what is said below: the person is asked as one asks people."""
        spoken = sentences().get(f"question.{question.item}", "")
        if self.by_self and spoken:
            return spoken, question.label
        return question.label, f"Spørg for eksempel: {spoken}" if self.by_staff and spoken else ""

    def questions(self) -> Iterator[Asked]:
        """The form as it is read: question by question."""
        return map(self._asked, self.theme.questions)

    def _asked(self, question: Question) -> Asked:
        item = question.item
        optional = {name: self[f"{name}_{item}"] if f"{name}_{item}" in self.fields else None for name in OPTIONAL}
        theirs = self.overtaken.get(item, "")
        shown = question.shown if theirs else self._shown(question)
        return Asked(question, self[f"text_{item}"], shown, **optional, theirs=theirs)

    def clean(self) -> dict[str, Any]:
        """What is bound to a purpose needs one, and what somebody else answered meanwhile is shown beside."""
        if self.given_back():
            self.add_error(None, sentence("assessment.no_longer_asked"))
        for question in self._written():
            purpose = f"purpose_{question.item}"
            if purpose in self.fields and not self.cleaned_data.get(purpose):
                self.add_error(purpose, sentence("assessment.purpose_missing"))
        for question in [*self._written(), *self._confirmed()]:
            if self._shown(question) != question.shown and question.answer is not None:
                self.overtaken[question.item] = question.answer.text
                self.add_error(f"text_{question.item}", sentence("record.changed_meanwhile"))
        return self.cleaned_data

    def given_back(self) -> list[tuple[str, str]]:
        """What was written to questions that may no longer be shown, each by its name: it cannot be stored."""
        known = {OWN_STRENGTHS: STRENGTHS_LABEL, **{item.id: item.label for item in lawbook().items}}
        told = {item: self.data.get(f"text_{item}", "").strip() for item in known if f"text_{item}" not in self.fields}
        return [(known[item], text) for item, text in told.items() if text]

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
        return [question for question in self.theme.questions if self._is_new(question)]

    def _is_new(self, question: Question) -> bool:
        text = self.cleaned_data.get(f"text_{question.item}", "")
        return bool(text) and not _same(text, self._text_shown(question))

    def _confirmed(self) -> list[Question]:
        """The questions whose answer was ticked and not written anew."""
        ticked = (each for each in self.theme.questions if self.cleaned_data.get(f"confirm_{each.item}"))
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
                person_id=self.person.person_id,
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
        return f"{self.person.name}, i samtale" if self.by_staff else ""


OPTIONAL = ("confirm", "source", "purpose")


def _rows(text: str) -> int:
    """How many lines of a field the text fills."""
    lines = sum(1 + len(line) // LINE for line in text.splitlines())
    return min(max(lines, LEAST_ROWS), MOST_ROWS)


def _same(one: str, other: str) -> bool:
    """The same text, whatever the browser did to its line ends."""
    return one.replace("\r\n", "\n").strip() == other.replace("\r\n", "\n").strip()
