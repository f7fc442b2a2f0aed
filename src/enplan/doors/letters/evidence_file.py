"""How does the evidence of a case become one file: contents, documents, index and sources, and the data inside?

It holds what its reader may see and nothing else: it is made of the page that was filled through their sight.
"""

import json
from collections.abc import Iterable, Mapping

from enplan.doors.letters.evidence import CaseShown, DocumentShown, EvidenceLine, written
from enplan.doors.letters.letter import Attached, Block, Heading, Letter, Points, Table, Text, sender_of
from enplan.journey.evidence.queries import EvidencePage

TITLE = "Hvor godt er sagen belyst?"
DATA = "belysning.json"


def file_of_evidence(
    page: EvidencePage, shown: CaseShown, municipality: Mapping[str, object], *, reader: str
) -> Letter:
    """The whole file for one reader."""
    return Letter(
        title=TITLE,
        to=(page.person.name,),
        day=page.on,
        sender=sender_of(municipality),
        blocks=tuple(_blocks(page, shown, reader)),
        signed=False,
        contents=True,
        attached=Attached(DATA, "De samme oplysninger som data", json.dumps(as_data(page, shown), ensure_ascii=False)),
    )


def _blocks(page: EvidencePage, shown: CaseShown, reader: str) -> Iterable[Block]:
    yield Heading("Kort sagt")
    yield Text(f"{shown.have} af {shown.needed} dele er på plads. Sagen er belyst {shown.percent} procent.", lead=True)
    yield Text(shown.counted)
    yield Text(
        f"Filen er lavet {written(page.on)} til {reader}. Den viser kun det, {reader} må se. "
        "Nummeret ud for hver kilde er det samme hele vejen igennem."
    )
    if any(page.withheld.values()) or any(each.hidden for each in shown.documents):
        yield Text("Noget er ikke vist, fordi der ikke er samtykke.")
    yield Heading("Det mangler")
    lacking = shown.lacking
    if not lacking:
        yield Text("Intet mangler.")
    for document in lacking:
        yield from _document(document)
    yield Heading("Det er på plads")
    for document in shown.there:
        yield from _document(document)
    yield Heading("Det er ikke nødvendigt")
    if shown.unnecessary:
        yield Points(tuple(f"{each.label}: {each.why_not}" for each in shown.unnecessary))
    yield from _sources(shown)


def _document(one: DocumentShown) -> Iterable[Block]:
    yield Heading(f"{one.label}: {one.state_words.lower()}", 3)
    yield Text(one.check)
    if one.share:
        yield Text(f"Tæller {one.share}.")
    if one.points:
        yield Points(tuple(f"{each.label}: {each.words}" for each in one.points))
    if one.hidden:
        yield Text("Noget om dette er ikke vist, fordi der ikke er samtykke.")
    said = [one.getting, one.note, *one.coming]
    if one.needs_somebody:
        said.append(f"Ingen har fået opgaven. Det kommer som regel fra {one.usually_from}.")
    if any(said):
        yield Points(tuple(each for each in said if each))
    if one.evidence:
        yield Table("Det bygger på", ("Hvad", "Dag", "Kilde"), tuple(_row(each) for each in one.evidence))
    yield Text(f"Det står i loven: {'; '.join(one.laws)}. {one.certainty}")


def _row(one: EvidenceLine) -> tuple[str, str, str]:
    old = " (for gammel)" if one.is_old else ""
    return f"{one.number}. {one.kind}: {one.title}", f"{written(one.day)}{old}", one.source


def _sources(shown: CaseShown) -> Iterable[Block]:
    yield Heading("Indeks over kilder")
    for one in shown.index:
        yield Heading(f"{one.number}. {one.kind}: {one.title}", 3)
        source = f" Kilde: {one.source}." if one.source else ""
        yield Text(f"{written(one.day)}, {one.age}.{source}")
        if one.text:
            yield Text(one.text)
        if one.details:
            yield Points(tuple(f"{label}: {words}" for label, words in one.details))
    yield Heading("Det ved vi om praksis")
    yield Text("Undersøgelser af sager om pension viser:")
    yield Points(tuple(f"{each.text} Kilde: {each.source}. {each.certainty}" for each in shown.findings))


def as_data(page: EvidencePage, shown: CaseShown) -> dict[str, object]:
    """Everything as plain values, for a machine that receives the file."""
    return {
        "title": TITLE,
        "person": page.person.name,
        "day": page.on.isoformat(),
        "percent": shown.percent,
        "have": shown.have,
        "needed": shown.needed,
        "documents": [
            {
                "id": each.id,
                "label": each.label,
                "state": each.state.value,
                "points": [{"key": one.key, "label": one.label, "glow": one.glow.name.lower()} for one in each.points],
                "evidence": [one.number for one in each.evidence],
                "coming": list(each.coming),
                "getting": each.getting,
                "why_not": each.why_not,
                "hidden_points": each.hidden,
                "law": list(each.laws),
                "share": each.share,
                "certainty": each.certainty,
            }
            for each in shown.documents
        ],
        "evidence": [
            {
                "number": each.number,
                "kind": each.kind,
                "title": each.title,
                "source": each.source,
                "day": each.day.isoformat(),
                "old": each.is_old,
                "text": each.text,
                "details": dict(each.details),
            }
            for each in shown.index
        ],
        "findings": [
            {"label": each.label, "text": each.text, "source": each.source, "certainty": each.certainty}
            for each in shown.findings
        ],
    }
