"""Variants of the frigate sheet in which a right value stands on the wrong record are reported, nearly all."""

from collections.abc import Iterator, Sequence
from itertools import chain, permutations
from typing import Any

import pytest

from facts.model.article import Article
from facts.model.record import Record
from facts.sheets.loader import read_sheet
from facts.verify.contradictions import find_contradictions
from facts.verify.doubts import find_doubts
from facts.verify.losers import find_loss
from facts.verify.sentence_map import SentenceMap
from facts.verify.trades import find_opposite, read_side
from facts.verify.vocabulary import name_pattern
from tests.conftest import FRIGATE
from tests.facts.verify.contradiction_cases import receipt_for
from tests.facts.verify.test_verification import ARTICLE
from tests.tables import each_row

FIGURES = {
    "contracts": ("value", "quantity", "signed"),
    "events": ("quantity", "amount", "when"),
    "statements": ("amount", "when"),
}
"""The fields, by kind, whose values are put on other records."""
STEP = 9
"""Each ninth variant is examined."""
SIDES = [
    ("India bought radars from Japan.", "India", "buyers"),
    ("India bought radars from Japan.", "Japan", "suppliers"),
    ("India, the largest buyer, has ordered radars.", "India", "buyers"),
    ("India is to purchase radars from the Japanese company Kurohama.", "Kurohama", "suppliers"),
    ("Kurohama of Japan sold radars to the navy of India.", "India", "buyers"),
    ("Japan will sell two radars to India.", "India", "buyers"),
    ("Japan will sell two radars to India.", "Japan", "suppliers"),
    ("Japan is building radars for India.", "India", "buyers"),
    ("The radars were bought by India.", "India", "buyers"),
    ("The radars, supplied by Japan, are old.", "Japan", "suppliers"),
    ("India\u2019s purchase of radars is over.", "India", "buyers"),
    ("Batteries will be supplied by the South Korean company Hanbit.", "Hanbit", "suppliers"),
    ("They are to be built by Japan.", "Japan", "suppliers"),
    ("The radars, ordered from Japan in May, are late.", "Japan", "suppliers"),
    ("Two of the three old radars of the navy were sold to Brazil.", "Brazil", "buyers"),
    ("Ghana, Togo and Benin will jointly buy doses.", "Ghana", "buyers"),
    ("Ghana, Togo and Benin will jointly buy doses.", "Benin", "buyers"),
    ("India signed a contract on Monday with the shipyard Kurohama.", "Kurohama", "suppliers"),
    ("India bought radars from Japan for Brazil.", "Brazil", ""),
    ("India was bought off.", "India", ""),
    ("India signed a contract with Japan.", "India", ""),
]
"""Sentences, names in them, and the side of a contract that the sentence says the name is on; empty for none."""


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


@pytest.mark.parametrize(("sentence", "name", "side"), SIDES)
def test_sides_of_a_trade(sentence: str, name: str, side: str) -> None:
    """A sentence says of a name that it buys, that it sells, or neither."""
    match = name_pattern(name).search(sentence)
    assert match
    sides = [side for side in ("buyers", "suppliers") if read_side(side, sentence, match)]
    assert sides == ([side] if side else [])


BOUGHT = [
    ("India bought its rival Kurohama in 2014.", "Kurohama", True),
    ("India has acquired Kurohama.", "Kurohama", True),
    ("India bought radars from Kurohama.", "Kurohama", False),
    ("India bought its rival Kurohama in 2014.", "India", False),
    ("Kurohama was bought by India.", "India", False),
    ("Kurohama bought the yard, India said.", "India", False),
]
"""Sentences, names in them, and whether they are what is bought."""


@each_row(("sentence", "name", "is_bought"), BOUGHT)
def test_what_is_bought_buys_nothing(sentence: str, name: str, is_bought: bool) -> None:
    """The name of a company that is bought, or that sells, is not that of the buyer."""
    article = Article(sentence)
    words = find_opposite("buyers", [name], receipt_for(article, name), SentenceMap(article))
    assert (words is not None and words.endswith(name)) == (is_bought or "from" in sentence)


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
]
"""Sentences, and whether they say of Kurohama that it was not chosen."""


def test_a_bidder_that_was_not_chosen() -> None:
    """A supplier of whom its words say that others were chosen is reported, and one that won is not."""
    for sentence, is_loss in LOSSES:
        article = Article(sentence)
        receipt = receipt_for(article, "Kurohama")
        assert (find_loss(["Kurohama"], receipt, SentenceMap(article)) is not None) == is_loss, sentence
