"""Which answers go on to the appeals body, and which papers may it see with them?"""

from collections.abc import Iterable, Sequence
from datetime import date

from enplan.journey.decisions.facts import Clock, Paper, Part
from enplan.journey.decisions.rules.complaints import goes_on
from enplan.journey.dossier.facts import Document, Statement


def going_along(clock: Clock, clocks: Iterable[Clock]) -> list[Clock]:
    """All answers of the same complaint that go to the same body, so that it gets one file."""
    return [
        each
        for each in clocks
        if each.complaint.id == clock.complaint.id
        and each.authority == clock.authority
        and goes_on(each.part.reassessment)
        and each.overtaken is None
    ]


def papers_for(
    parts: Sequence[Part], documents: Iterable[Document], statements: Iterable[Statement], until: date
) -> list[Paper]:
    """The papers that can have weighed: about the same person, of the same kind of information, and there in time.

    The body that hears a complaint over one answer sees nothing of what is known for the others.
    """
    kinds = {(part.person_id, part.category) for part in parts}
    found = [
        Paper(each.id, each.title, each.source, each.day, each.text)
        for each in documents
        if (each.person_id, each.category) in kinds and each.day <= until
    ]
    found += [
        Paper(each.id, each.kind, each.requested_by, each.received_day, each.text)
        for each in statements
        if (each.person_id, each.category) in kinds and each.received_day and each.received_day <= until
    ]
    return sorted(found, key=lambda each: (each.day, each.title, str(each.id)))
