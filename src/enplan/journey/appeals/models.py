"""Which table holds the complaints over a no to one plan, and over which answer is one?"""

from dataclasses import replace
from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q

from enplan.journey.appeals.facts import Appeal, AppealClock
from enplan.journey.appeals.rules import clock
from enplan.journey.decisions.facts import Channel, Outcome
from enplan.journey.entrance.facts import Handed, MailWay, Paper, Request, Screening, To
from enplan.journey.entrance.queries import RequestPage, receipt, request_page
from enplan.kernel.actor import Actor, Role
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import PersonId, RequestId
from enplan.law.lawbook import lawbook
from enplan.registers.base.models import Record, Rows

# What came in stays as it came in, what has been answered stays answered, and what was sent on stays sent; only the
# letter with the answer may still be sent, once.
AS_RECEIVED = """
    if (new.request_id, new.channel, new.received_day, new.received_at, new."by", new.text) is distinct from
        (old.request_id, old.channel, old.received_day, old.received_at, old."by", old.text)
        or (old.outcome <> '' and (new.outcome, new.reasons, new.answered_at, new.answered_by, new.new_request_id)
            is distinct from (old.outcome, old.reasons, old.answered_at, old.answered_by, old.new_request_id))
        or (old.forwarded_day is not null and (not old.letter_waits
            or (new.forwarded_day, new.forwarded_by) is distinct from (old.forwarded_day, old.forwarded_by)))
        or (old.outcome <> '' and new.letter_waits and not old.letter_waits)
        or (old.letter_waits and not new.letter_waits and new.letter_day is null)
        or (old.letter_day is not null and (new.letter_day, new.letter_handed, new.letter_to, new.letter_by)
            is distinct from (old.letter_day, old.letter_handed, old.letter_to, old.letter_by)) then
        raise exception using errcode = 'check_violation', constraint = 'a_complaint_over_a_no_stays_as_it_is',
            message = 'a_complaint_over_a_no_stays_as_it_is';
    end if;
    return new;
"""
UNANSWERED = Q(outcome="", answered_at=None, reasons="", answered_by="")
STILL_OPEN = (Q(forwarded_day=None) & ~Q(outcome=Outcome.CHANGED.value)) | Q(letter_waits=True)
ON_PAPER = (Handed.POST.value, Handed.COLLECTED.value, Handed.PROXY.value)  # an answer is never only said
SENT = Q(letter_day__isnull=False, letter_handed__in=ON_PAPER, outcome=Outcome.UPHELD.value) & ~Q(letter_by="")
ANSWERED = Q(answered_at__isnull=False) & ~Q(outcome="") & ~Q(reasons="") & ~Q(answered_by="")


class AppealRecord(Record):
    """Somebody complains over a no to one plan. It is never deleted, and answered once."""

    request = models.ForeignKey("entrance.RequestRecord", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+")
    # null: the municipality does not know the person
    channel = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Channel])
    received_day = models.DateField()
    received_at = models.DateTimeField()
    by = models.CharField(max_length=200)
    text = models.CharField(max_length=10_000, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in Outcome])
    reasons = models.CharField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)  # null: nobody has looked at it again
    answered_by = models.CharField(max_length=200, blank=True)
    new_request = models.ForeignKey("entrance.RequestRecord", null=True, on_delete=models.PROTECT, related_name="+")
    # null: no yes came instead
    forwarded_day = models.DateField(null=True)  # null: not sent on
    forwarded_by = models.CharField(max_length=200, blank=True)
    told_ahead_at = models.DateTimeField(null=True)  # null: the entrance was not reminded before the day
    told_late_at = models.DateTimeField(null=True)  # null: the entrance was not told that the day has passed
    letter_waits = models.BooleanField(default=False)  # the answer is on paper that nobody has sent
    letter_day = models.DateField(null=True)  # null: the answer went by no letter, or has not gone
    letter_handed = models.CharField(max_length=10, blank=True, choices=[(each, each) for each in ON_PAPER])
    letter_to = models.CharField(max_length=300, blank=True)
    letter_by = models.CharField(max_length=200, blank=True)

    objects = Rows.as_manager()

    class Meta:
        db_table = "appeal"
        ordering = ["received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request"], name="a_no_is_complained_over_once"),
            models.CheckConstraint(
                condition=UNANSWERED | ANSWERED, name="a_complaint_over_a_no_is_answered_with_reasons"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", new_request=None)
                | Q(outcome=Outcome.UPHELD.value, new_request=None)
                | (Q(outcome=Outcome.CHANGED.value, new_request__isnull=False) & ~Q(new_request=F("request"))),
                name="a_no_that_is_changed_becomes_a_new_answer",
            ),
            models.CheckConstraint(
                condition=Q(forwarded_day=None, forwarded_by="")
                | (Q(forwarded_day__isnull=False, outcome=Outcome.UPHELD.value) & ~Q(forwarded_by="")),
                name="only_an_upheld_no_goes_to_the_body_above",
            ),
            models.CheckConstraint(
                condition=Q(letter_day=None, letter_handed="", letter_to="", letter_by="")
                | (SENT & (Q(letter_handed=Handed.COLLECTED.value) | ~Q(letter_to=""))),
                name="an_answer_to_a_complaint_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(letter_waits=False) | Q(outcome=Outcome.UPHELD.value, letter_day=None),
                name="an_answer_to_a_complaint_waits_until_it_is_sent",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(name="as_received", when=pgtrigger.Before, operation=pgtrigger.Update, func=AS_RECEIVED),
        ]

    def fact(self) -> Appeal:
        """The row as a frozen value."""
        return Appeal(
            id=self.id,
            request_id=RequestId(self.request_id),
            channel=Channel(self.channel),
            received_day=self.received_day,
            received_at=self.received_at,
            by=self.by,
            text=self.text,
            person_id=PersonId(self.person_id) if self.person_id else None,
            outcome=Outcome(self.outcome) if self.outcome else None,
            reasons=self.reasons,
            answered_at=self.answered_at,
            answered_by=self.answered_by,
            new_request_id=RequestId(self.new_request_id) if self.new_request_id else None,
            forwarded_day=self.forwarded_day,
            forwarded_by=self.forwarded_by,
            told_ahead_at=self.told_ahead_at,
            told_late_at=self.told_late_at,
            letter_waits=self.letter_waits,
            letter_day=self.letter_day,
            letter_handed=Handed(self.letter_handed) if self.letter_handed else None,
            letter_to=self.letter_to,
            letter_by=self.letter_by,
        )


def refusal(by: Actor, request_id: RequestId, on: date) -> tuple[Request, Screening]:
    """The no to a request, for the one it is about and for the entrance.

    Raises:
        Missing: there is no such no for this reader.
    """
    if by.is_(Role.INTAKE):
        page = request_page(by, request_id=request_id, on=on)
        request, screening = _addressed(page), page.screening
    else:
        seen = receipt(by, request_id=request_id, on=on)
        request, screening = seen.card.request, seen.screening
    if screening is None or screening.offered:  # also while the letter with it is not sent: nobody waits to complain
        raise Missing("record.missing")
    return request, screening


def _addressed(page: RequestPage) -> Request:
    """The request, with the address letters to the citizen go to: the register's, or where the no was sent."""
    if page.screening is None:
        return page.card.request
    due = page.paper(f"{Paper.ANSWER.value}-{To.CITIZEN.value}")
    gone = next((each for each in page.sent if each.paper is Paper.ANSWER), None)
    if due.address or gone is None or gone.handed is Handed.COLLECTED:
        return replace(page.card.request, mail_way=due.way, mail_to=due.address)
    return replace(page.card.request, mail_way=MailWay(gone.handed.value), mail_to=gone.address)


def clock_of(appeal: Appeal, request: Request, screening: Screening) -> AppealClock:
    """What is to be done with the complaint, under the law of the day of the answer."""
    return clock(appeal, request, screening, lawbook().on(danish_day(screening.at)))
