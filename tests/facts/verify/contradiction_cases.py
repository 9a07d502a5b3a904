"""Sentences with a field that rests on them, as records in which a contradiction may be found."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facts.kinds import KINDS
from facts.kinds.contract import Payment
from facts.model.article import Article
from facts.model.receipt import Receipt, Span, sha256_hex
from facts.model.record import Record
from facts.verify.contradictions import find_contradictions
from tests.conftest import TESTS

TABLES = TESTS / "facts" / "verify" / "contradictions"
Records = Mapping[str, tuple[Record, ...]]


@dataclass(frozen=True)
class Case:
    """A row of a table, whose field is right or wrong."""

    name: str
    is_right: bool
    row: Mapping[str, str]

    @property
    def finding(self) -> str:
        """What is reported of the row's field."""
        article = Article(self.row["text"])
        records = BUILDERS[self.name](self.row, article)
        certain = [contradiction.is_certain for contradiction in find_contradictions(records, article)]
        return "none" if not certain else "problem" if any(certain) else "warning"


def read_cases(folder: Path) -> Iterator[Case]:
    """Yield the cases of every table in a folder."""
    for name in BUILDERS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Case(name, row["right"] == "yes", row)


def receipt_for(article: Article, words: str, basis: str = "stated") -> Receipt:
    """Return a receipt with the place of `words` in the first passage."""
    start = article.text.index(words)
    digest = sha256_hex(words)
    span = Span(passage=1, start=start, end=start + len(words), digest=digest)
    return Receipt.model_validate({"basis": basis, "spans": (span,)})


def build_record(kind: str, slug: str, /, **fields: Any) -> Record:
    """Return a record of `kind` in the article's own voice, without receipts."""
    model = KINDS[kind].model
    voice = {"voice": "narrated"} if "voice" in model.model_fields else {}
    return model.model_validate({"id": slug, **voice, **fields})


def with_receipts(record: Record, receipts: Mapping[str, Receipt]) -> Record:
    """Return a record with other receipts of some fields, and none of the rest."""
    return record.model_copy(update={"evidence": dict(receipts)})


def statement_of(slug: str, receipts: Mapping[str, Receipt], /, **fields: Any) -> Record:
    """Return a statement."""
    defaults = {"named": "x", "attribution_scope": "whole", "summary": "what is said", "form": "indirect"}
    return with_receipts(build_record("statements", slug, **defaults | {"status": "asserted"} | fields), receipts)


def build_status(row: Mapping[str, str], article: Article) -> Records:
    """Return the record of a status: an event, a statement, or a contract with its delivery or its payment."""
    receipt, owner = receipt_for(article, row["quote"]), row["of"]
    if owner == "event":
        return {"events": (event_of(row, receipt),)}
    if owner == "statement":
        speech = statement_of("a", {"status": receipt}, summary=row["title"], status=row["status"])
        return {"statements": (speech,)}
    path = "delivery.status" if owner == "delivery" else PAYMENT_STATUS
    group, name = path.split(".")
    contract = build_record("contracts", "a", title=row["title"], **{group: {name: row["status"]}})
    return {"contracts": (with_receipts(contract, {path: receipt}),)}


def event_of(row: Mapping[str, str], receipt: Receipt) -> Record:
    """Return the event of a row."""
    fields = {"title": row["title"], "kind": "event", "status": row["status"]}
    return with_receipts(build_record("events", "a", **fields), {"status": receipt})


def build_speaker(row: Mapping[str, str], article: Article) -> Records:
    """Return a statement in quotation marks, and the people of the sentence."""
    names = row["people"].split(";")
    people = tuple(build_record("people", slug_of(name), name=name) for name in names)
    receipts = {"summary": receipt_for(article, row["quote"])}
    speech = statement_of("a", receipts, speaker=slug_of(row["speaker"]), form="direct")
    return {"people": people, "statements": (speech,)}


def build_relation(row: Mapping[str, str], article: Article) -> Records:
    """Return two statements of which one has a relation to the other."""
    relation = {"type": row["type"], "statement": "b", "origin": "stated", "note": "what both are about"}
    receipts = {name: receipt_for(article, row[column]) for name, column in RELATION_RECEIPTS.items()}
    target = statement_of("b", {"summary": receipt_for(article, row["target"])})
    return {"statements": (statement_of("a", receipts, relations=(relation,)), target)}


def build_value(row: Mapping[str, str], article: Article) -> Records:
    """Return two contracts, of which the first has the amount."""
    systems = tuple(
        build_record("systems", slug_of(row[name]), name=row[name]) for name in ("system", "other_system")
    )
    value = {"amount": "1", "currency": "USD", "stated": row["stated"]}
    first = build_record("contracts", "a", title=row["title"], system=slug_of(row["system"]), value=value)
    second = build_record("contracts", "b", title=row["other_title"], system=slug_of(row["other_system"]))
    receipts = {"value": receipt_for(article, row["stated"])}
    return {"systems": systems, "contracts": (with_receipts(first, receipts), with_receipts(second, {}))}


def slug_of(name: str) -> str:
    """Return an id for a name."""
    return "-".join(
        "".join(char for char in name.lower() if char.isascii() and (char.isalnum() or char == " ")).split()
    )


PAYMENT_STATUS = next(f"payment.{name}" for name in Payment.model_fields if name.endswith("status"))
RELATION_RECEIPTS = {"summary": "quote", "relations": "relation"}
BUILDERS = {
    "statuses": build_status,
    "speakers": build_speaker,
    "relations": build_relation,
    "values": build_value,
}
