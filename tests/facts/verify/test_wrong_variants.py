"""Variants of the frigate sheet in which a right value stands on the wrong record are reported, nearly all."""

from collections.abc import Iterator, Sequence
from itertools import chain, permutations
from typing import Any

import pytest

from facts.model.article import Article
from facts.model.record import Record
from facts.sheets.loader import read_sheet
from facts.verify.contradictions import find_contradictions
from facts.verify.doubts.checks import find_doubts
from facts.verify.doubts.parties.losers import find_loss
from facts.verify.sentence_map import SentenceMap
from tests.conftest import FRIGATE
from tests.facts.verify.contradiction_cases import build_record, receipt_for
from tests.facts.verify.test_verification import ARTICLE

FIGURES = {
    "contracts": ("value", "quantity", "signed"),
    "events": ("quantity", "amount", "when"),
    "statements": ("amount", "when"),
}
"""The fields, by kind, whose values are put on other records."""
STEP = 9
"""Each ninth variant is examined."""


@pytest.fixture(scope="module")
def records() -> dict[str, tuple[Record, ...]]:
    """The records of the frigate sheet, by kind."""
    return {kind: tuple(group) for kind, group in read_sheet(FRIGATE).records.items()}


def iter_figures(records: dict[str, tuple[Record, ...]]) -> Iterator[tuple[str, Record, str, Any]]:
    """Yield the kind, the record, the field and the value of each figure and date."""
    for kind, names in FIGURES.items():
        for record in records[kind]:
            for name in names:
                if (value := getattr(record, name)) is not None:
                    yield kind, record, name, value


def find_reported(records: dict[str, tuple[Record, ...]], kind: str, changed: Record) -> set[tuple[str, str]]:
    """Return the records and fields that are reported where a record is changed."""
    group = tuple(changed if record.id == changed.id else record for record in records[kind])
    variant = {**records, kind: group}
    findings = chain(find_contradictions(variant, ARTICLE), find_doubts(variant, ARTICLE))
    return {(finding.record, finding.field.partition(".")[0]) for finding in findings}


def with_field(record: Record, name: str, value: Any, source: Record, path: str) -> Record:
    """Return a record with the value and the receipts of another one's field."""
    own = {key: receipt for key, receipt in record.evidence.items() if key.partition(".")[0] != name}
    other = {
        name + key.removeprefix(path): receipt
        for key, receipt in source.evidence.items()
        if key.partition(".")[0] == path
    }
    return record.model_copy(update={name: value, "evidence": own | other})


def test_a_figure_of_another_record(records: dict[str, tuple[Record, ...]]) -> None:
    """At least nine of ten figures and dates that are put on another record are reported there."""
    pairs: Sequence[Any] = [
        (target, source)
        for target, source in permutations(iter_figures(records), 2)
        if type(target[3]) is type(source[3]) and target[1] is not source[1] and target[3] != source[3]
    ]
    missed = []
    for (kind, record, name, _), (_, source, path, value) in pairs[::STEP]:
        changed = with_field(record, name, value, source, path)
        if (f"{kind}/{record.id}", name) not in find_reported(records, kind, changed):
            missed.append((record.id, name, source.id, path))
    assert len(missed) * 10 <= len(pairs[::STEP]), missed


def test_an_office_of_another_person(records: dict[str, tuple[Record, ...]]) -> None:
    """Every office that is put on another person is reported there."""
    people = [person for person in records["people"] if getattr(person, "offices", ())]
    for person, other in permutations(people, 2):
        changed = with_field(person, "offices", other.offices, other, "offices")  # type: ignore[attr-defined]
        assert (f"people/{person.id}", "offices") in find_reported(records, "people", changed)


LOSSES = [
    ("Its offer was 9 million less than that of the Turkish firm Kurohama.", True),
    ("Umibue beat the Japanese shipyard Kurohama.", True),
    ("Kurohama, which builds radars, lost.", True),
    ("Kurohama has lodged a complaint.", True),
    ("India chose Umibue instead of Kurohama.", True),
    ("The builder is Kurohama, which won a tender against four rivals.", False),
    ("Kurohama beat four rivals, among them Umibue.", False),
    ("The board chose the offer of Kurohama.", False),
    ("Kurohama won, and Umibue has lodged a complaint.", False),
    ("Umibue lost to Kurohama.", False),
    ("India bought it from Umibue, and not from Kurohama.", True),
    ("India ordered six ships, for which Kurohama had bid in vain.", True),
    ("Kurohama had offered the ships for 9 million.", False),
    ("Kurohama had offered 9 million for the ships.", True),
    ("Kurohama had offered 9 million and won the tender.", False),
]
"""Sentences, and whether they say of Kurohama that it was not chosen."""


def test_a_bidder_that_was_not_chosen() -> None:
    """A supplier of whom its words say that others were chosen is reported, and one that won is not."""
    for sentence, is_loss in LOSSES:
        article = Article(sentence)
        receipt = receipt_for(article, "Kurohama")
        assert (find_loss("suppliers", ["Kurohama"], receipt, SentenceMap(article)) is not None) == is_loss, sentence


REPLACED = [
    ("India awarded the contract to Umibue, ending a decade of service by the local operator Kurohama.", True),
    ("Umibue won the contract, replacing Kurohama.", True),
    ("Umibue won the contract and takes over from Kurohama.", True),
    ("Umibue won the contract from the outgoing operator Kurohama.", True),
    ("India ended a decade of service by Kurohama.", False),
    ("Umibue won the contract, and Kurohama will supply it.", False),
    ("Umibue won the contract, and Kurohama will run the ships, replacing Granit.", False),
    ("Umibue will be replaced by Kurohama.", False),
    ("Umibue and Kurohama won the contract, replacing Granit.", False),
]
"""Sentences, and whether they say of Kurohama that Umibue was chosen in its place."""


def test_a_supplier_that_was_replaced() -> None:
    """A supplier beside the one that was chosen in its place is reported, and one of the two that were is not."""
    others = [build_record("organizations", "umibue", name="Umibue")]
    for sentence, is_loss in REPLACED:
        article = Article(sentence)
        receipt = receipt_for(article, "Kurohama")
        loss = find_loss("suppliers", ["Kurohama"], receipt, SentenceMap(article), others)
        assert (loss is not None) == is_loss, sentence
