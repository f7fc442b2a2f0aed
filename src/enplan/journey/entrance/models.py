"""Which tables hold the requests and their answers?"""

from collections.abc import Collection, Iterable

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from enplan.journey.entrance.facts import (
    COMMON,
    Channel,
    Criterion,
    CriterionAnswer,
    Delay,
    Handed,
    LetterSent,
    MailWay,
    Origin,
    Paper,
    Reach,
    Request,
    Screening,
    To,
)
from enplan.kernel.ids import CaseId, PersonId, RequestId
from enplan.registers.base.models import AppendOnlyRecord, CaseRows, Record, Rows

# What was asked, and who asked, stays as it was (S-66), and what has been answered stays answered; only
# its letter may still be sent.
AS_ASKED = """
    if new.answered_at is not null and not exists (select 1 from screening s where s.request_id = new.id
                                                   and s.offered is not distinct from new.offered) then
        raise exception using errcode = 'check_violation', constraint = 'a_request_is_answered_by_a_screening',
            message = 'a_request_is_answered_by_a_screening';
    end if;
    if (old.answered_at is not null and to_jsonb(new) - '{letter_waits,letter_day}'::text[]
            is distinct from to_jsonb(old) - '{letter_waits,letter_day}'::text[])
        or (new.asked_at, new.asked_account, new.asked_by, new.asked_title, new.asked_workplace, new.origin,
            new.channel, new.wish, new.about_name, new.about_born, new.answer_within_days, new.promised_day)
        is distinct from (old.asked_at, old.asked_account, old.asked_by, old.asked_title, old.asked_workplace,
            old.origin, old.channel, old.wish, old.about_name, old.about_born, old.answer_within_days,
            old.promised_day) then
        raise exception using errcode = 'check_violation', constraint = 'a_request_stays_as_it_was_asked',
            message = 'a_request_stays_as_it_was_asked';
    end if;
    if new.letter_waits is distinct from (new.answered_at is not null
            and exists (select 1 from screening s where s.request_id = new.id and s.reach <> 'portal')
            and not exists (select 1 from entrance_letter l where l.request_id = new.id and l.paper = 'answer'))
        or (new.letter_day is distinct from old.letter_day and not exists (select 1 from entrance_letter l
            where l.request_id = new.id and l.paper = 'answer' and l.sent_day = new.letter_day)) then
        raise exception using errcode = 'check_violation', constraint = 'an_answer_on_paper_waits_until_it_is_sent',
            message = 'an_answer_on_paper_waits_until_it_is_sent';
    end if;
    if old.origin = 'citizen' and old.channel = 'portal' and new.person_id is distinct from old.person_id then
        raise exception using errcode = 'check_violation', constraint = 'who_asks_for_themselves_gets_the_answer',
            message = 'who_asks_for_themselves_gets_the_answer';
    end if;
    if new.delayed_to is distinct from old.delayed_to and not exists (select 1 from answer_delay d
                                                    where d.request_id = new.id and d.new_day = new.delayed_to) then
        raise exception using errcode = 'check_violation', constraint = 'a_request_is_delayed_by_a_notice',
            message = 'a_request_is_delayed_by_a_notice';
    end if;
    return new;
"""
# A notice replaces the day that was due until then, and comes before the answer.
IN_TURN = """
    if not exists (select 1 from request r where r.id = new.request_id and r.answered_at is null
                   and new.from_day = coalesce(r.delayed_to, r.promised_day,
                                           (r.asked_at at time zone 'Europe/Copenhagen')::date + r.answer_within_days)
                   ) then
        raise exception using errcode = 'check_violation', constraint = 'a_notice_replaces_the_day_that_was_due',
            message = 'a_notice_replaces_the_day_that_was_due';
    end if;
    return new;
"""

ASKED_ONCE = "a_request_waits_once_for_the_one_who_asked"


class RequestRecord(Record):
    """Somebody has asked for one plan. It is never deleted, and answered by a screening only (S-68)."""

    asked_at = models.DateTimeField()
    asked_account = models.UUIDField()
    asked_by = models.CharField(max_length=200)
    origin = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Origin])
    channel = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Channel])
    about_name = models.CharField(max_length=200)
    about_born = models.DateField()
    person = models.ForeignKey("people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+")
    # null: not yet known which person it is about
    wish = models.CharField(max_length=4000)
    phone = models.CharField(max_length=30, blank=True)
    citizen_knows = models.BooleanField()
    answer_within_days = models.PositiveSmallIntegerField()
    promised_day = models.DateField(null=True)  # null: received before the day itself was kept
    delayed_to = models.DateField(null=True)  # null: never delayed
    taken_up_at = models.DateTimeField(null=True)  # null: nobody has begun to consider it
    taken_up_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)  # null: not answered
    offered = models.BooleanField(null=True)  # null: not answered
    letter_waits = models.BooleanField(default=False)  # the answer is on paper that nobody has sent
    letter_day = models.DateField(null=True)  # null: the answer went by no letter, or has not gone
    asked_title = models.CharField(max_length=100, blank=True)
    asked_workplace = models.CharField(max_length=200, blank=True)
    asker_address = models.CharField(max_length=300, blank=True)
    mail_way = models.CharField(max_length=10, choices=[(each.value, each.value) for each in MailWay], blank=True)
    mail_to = models.CharField(max_length=300, blank=True)

    objects = Rows.as_manager()

    class Meta:
        db_table = "request"
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(answered_at=None), name="requests_without_answer"),
            models.Index(fields=["answered_at"], condition=Q(letter_waits=True), name="answers_not_sent"),
            models.Index(fields=["-answered_at"], condition=~Q(answered_at=None), name="requests_by_answer"),
            models.Index(fields=["asked_account", "-asked_at"], name="requests_of_account"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(wish=""), name="a_request_says_what_is_wished"),
            models.CheckConstraint(condition=~Q(about_name=""), name="a_request_is_about_somebody"),
            models.CheckConstraint(condition=~Q(asked_by=""), name="a_request_says_who_asked"),
            models.UniqueConstraint(
                "asked_account", Upper("about_name"), "about_born", condition=Q(answered_at=None), name=ASKED_ONCE
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, offered=None) | Q(answered_at__isnull=False, offered__isnull=False),
                name="an_answer_is_a_yes_or_a_no",
            ),
            models.CheckConstraint(
                condition=~Q(origin=Origin.PROFESSIONAL.value) | (~Q(asked_title="") & ~Q(asked_workplace="")),
                name="a_professional_asks_as_what_they_are",
            ),
            models.CheckConstraint(
                condition=~Q(mail_way__in=[MailWay.POST.value, MailWay.PROXY.value]) | ~Q(mail_to=""),
                name="mail_has_somewhere_to_go",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(name="as_asked", when=pgtrigger.Before, operation=pgtrigger.Update, func=AS_ASKED),
        ]

    def fact(self) -> Request:
        """The row as a frozen value."""
        return Request(
            id=RequestId(self.id),
            asked_at=self.asked_at,
            origin=Origin(self.origin),
            channel=Channel(self.channel),
            asked_by=self.asked_by,
            about_name=self.about_name,
            about_born=self.about_born,
            wish=self.wish,
            phone=self.phone,
            citizen_knows=self.citizen_knows,
            answer_within_days=self.answer_within_days,
            promised_day=self.promised_day,
            delayed_to=self.delayed_to,
            person_id=PersonId(self.person_id) if self.person_id else None,
            taken_up_at=self.taken_up_at,
            taken_up_by=self.taken_up_by,
            answered_at=self.answered_at,
            offered=self.offered,
            letter_waits=self.letter_waits,
            letter_day=self.letter_day,
            asked_title=self.asked_title,
            asked_workplace=self.asked_workplace,
            asker_address=self.asker_address,
            mail_way=MailWay(self.mail_way),
            mail_to=self.mail_to,
        )


class DelayRecord(AppendOnlyRecord):
    """A notice that the answer is delayed (retssikkerhedsloven § 3 stk. 2)."""

    request = models.ForeignKey(RequestRecord, on_delete=models.PROTECT, related_name="delays")
    at = models.DateTimeField()
    delayed_by = models.CharField(max_length=200)
    from_day = models.DateField()
    new_day = models.DateField()
    reason = models.CharField(max_length=2000)

    objects = Rows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "answer_delay"
        ordering = ["-new_day", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_notice_of_delay_says_why"),
            models.CheckConstraint(condition=Q(new_day__gt=models.F("from_day")), name="a_new_day_is_a_later_day"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(name="in_turn", when=pgtrigger.Before, operation=pgtrigger.Insert, func=IN_TURN),
        ]

    def fact(self) -> Delay:
        """The row as a frozen value."""
        return Delay(self.at, self.delayed_by, self.from_day, self.new_day, self.reason, self.id)


class LetterRecord(AppendOnlyRecord):
    """A letter about a request is on its way, or in the right hands: when, where to, and by whom."""

    request = models.ForeignKey(RequestRecord, on_delete=models.PROTECT, related_name="letters")
    delay = models.ForeignKey(DelayRecord, null=True, on_delete=models.PROTECT, related_name="+")
    # null: it tells of no delay
    paper = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Paper])
    to = models.CharField(max_length=10, choices=[(each.value, each.value) for each in To])
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    handed = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Handed])
    sent_day = models.DateField()
    sent_by = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = Rows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "entrance_letter"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(handed__in=[Handed.POST.value, Handed.PROXY.value]) | ~Q(address=""),
                name="a_letter_goes_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(paper=Paper.ANSWER.value, handed=Handed.TOLD.value),
                name="an_answer_is_never_only_said",
            ),
            models.CheckConstraint(
                condition=Q(paper=Paper.DELAY.value, delay__isnull=False)
                | (~Q(paper=Paper.DELAY.value) & Q(delay=None)),
                name="a_letter_of_delay_tells_of_one",
            ),
            models.UniqueConstraint(
                fields=["request", "paper", "to", "delay"], nulls_distinct=False, name="a_letter_is_sent_once"
            ),
        ]

    def fact(self) -> LetterSent:
        """The row as a frozen value."""
        return LetterSent(
            paper=Paper(self.paper),
            to=To(self.to),
            name=self.name,
            address=self.address,
            handed=Handed(self.handed),
            sent_day=self.sent_day,
            sent_by=self.sent_by,
            at=self.at,
            delay=self.delay_id,
        )


ALL_TESTS = Q(complex_met=True, several_met=True, coordination_met=True) & ~Q(
    further__contains=[{"target": True, "met": False}]
)


class ScreeningRecord(AppendOnlyRecord):
    """The reasoned answer: one column per criterion every regime has, so that none can be passed over."""

    request = models.OneToOneField(RequestRecord, on_delete=models.PROTECT, related_name="screening")
    at = models.DateTimeField()
    screened_by = models.CharField(max_length=200)
    complex_met = models.BooleanField()
    complex_reason = models.CharField(max_length=2000)
    several_met = models.BooleanField()
    several_reason = models.CharField(max_length=2000)
    coordination_met = models.BooleanField()
    coordination_reason = models.CharField(max_length=2000)
    covered_met = models.BooleanField()
    covered_reason = models.CharField(max_length=2000)
    further = models.JSONField(default=list)  # criteria that only this regime has: criterion, target, met, reason
    offered = models.BooleanField()
    reasons = models.CharField(max_length=4000)
    judgement = models.CharField(max_length=2000, blank=True)
    citizen_said = models.CharField(max_length=4000, blank=True)
    guidance = models.CharField(max_length=2000, blank=True)
    complaint = models.CharField(max_length=3000, blank=True)
    reach = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Reach])
    regime = models.CharField(max_length=30)
    person = models.ForeignKey("people.PersonRecord", null=True, on_delete=models.PROTECT, related_name="+")
    # null: a no to somebody the municipality does not know
    case = models.ForeignKey("cases.CaseRecord", null=True, on_delete=models.PROTECT, related_name="+")
    # null: no case, since one plan was not offered

    objects = CaseRows.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "screening"
        ordering = ["-at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(complex_reason="")
                & ~Q(several_reason="")
                & ~Q(coordination_reason="")
                & ~Q(covered_reason="")
                & ~Q(further__contains=[{"reason": ""}]),
                name="every_criterion_is_answered_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="an_answer_has_reasons"),
            models.CheckConstraint(
                condition=Q(offered=True, case__isnull=False, person__isnull=False) | Q(offered=False, case=None),
                name="an_offer_begins_a_case",
            ),
            models.CheckConstraint(
                condition=Q(offered=False) | Q(covered_met=True), name="one_plan_is_offered_to_those_the_acts_cover"
            ),
            models.CheckConstraint(
                condition=~Q(judgement="")
                | Q(covered_met=False)
                | (Q(offered=True) & ALL_TESTS)
                | (Q(offered=False) & ~ALL_TESTS),
                name="judgement_against_the_criteria_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(offered=True) | (~Q(citizen_said="") & ~Q(guidance="")),
                name="a_no_has_heard_the_citizen_and_says_what_to_do",
            ),
            models.CheckConstraint(condition=Q(offered=True) | ~Q(complaint=""), name="a_no_says_how_one_complains"),
            models.CheckConstraint(
                condition=Q(reach__in=[Reach.LETTER.value, Reach.HANDED.value])
                | Q(reach=Reach.PORTAL.value, person__isnull=False),
                name="an_answer_reaches_the_one_it_is_about",
            ),
        ]

    def write(self, given: Iterable[CriterionAnswer], target: Collection[Criterion]) -> None:
        """What every regime asks for in its own column, the rest together; judgement may depart from `target`."""
        self.further = []
        for each in given:
            reason = each.reason.strip()
            if each.criterion in COMMON:
                setattr(self, f"{each.criterion.value}_met", each.met)
                setattr(self, f"{each.criterion.value}_reason", reason)
                continue
            row = {"criterion": each.criterion.value, "target": each.criterion in target}
            self.further.append({**row, "met": each.met, "reason": reason})

    def answers(self) -> tuple[CriterionAnswer, ...]:
        """Every criterion with its answer."""
        common = (
            CriterionAnswer(each, getattr(self, f"{each.value}_met"), getattr(self, f"{each.value}_reason"))
            for each in COMMON
        )
        further = (CriterionAnswer(Criterion(each["criterion"]), each["met"], each["reason"]) for each in self.further)
        return (*common, *further)

    def fact(self) -> Screening:
        """The row as a frozen value."""
        return Screening(
            id=self.id,
            request_id=RequestId(self.request_id),
            at=self.at,
            screened_by=self.screened_by,
            answers=self.answers(),
            offered=self.offered,
            reasons=self.reasons,
            judgement=self.judgement,
            citizen_said=self.citizen_said,
            guidance=self.guidance,
            complaint=self.complaint,
            reach=Reach(self.reach),
            regime=self.regime,
            person_id=PersonId(self.person_id) if self.person_id else None,
            case_id=CaseId(self.case_id) if self.case_id else None,
        )
