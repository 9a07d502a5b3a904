"""Verification reports every part of a sheet that its article does not support, by record and field."""

import json
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from facts.kinds import KINDS
from facts.model.article import Article
from facts.model.receipt import sha256_hex
from facts.sheets.anchor import anchor
from facts.sheets.loader import parse_sheet
from facts.verify import Report, verify
from tests.conftest import FRIGATE, FRIGATE_ARTICLE, S400, SHARED

Raw = dict[str, Any]

PAIRS = [(FRIGATE, FRIGATE_ARTICLE), *((S400, path) for path in sorted(SHARED.glob("*.txt")))]
ARTICLE = Article.read(FRIGATE_ARTICLE)
TEXT = FRIGATE.read_text(encoding="utf-8")


def verify_raw(raw: Raw, article: Article = ARTICLE) -> Report:
    """Return the report on a sheet that passes every other check."""
    return verify("sheet.json", parse_sheet("sheet.json", raw), article)


def locate(raw: Raw, path: str) -> tuple[Any, str | int]:
    """Return the container of the value at `path`, such as contracts/a/value/amount, and the value's key in it."""
    *steps, last = path.split("/")
    container: Any = raw
    for step in steps:
        if isinstance(container, list):
            container = next((row for row in container if row.get("id") == step), None) or container[int(step)]
        else:
            container = container[step]
    return container, int(last) if isinstance(container, list) else last


def with_changes(*changes: tuple[str, Any]) -> Raw:
    """Return the frigate sheet with other values at some paths."""
    raw: Raw = json.loads(TEXT)
    for path, value in changes:
        container, key = locate(raw, path)
        container[key] = value
    return raw


def with_wrong_passage() -> Raw:
    """Return the frigate sheet with passage 23 and its spans as passage 22, which only the article contradicts."""
    raw: Raw = json.loads(TEXT.replace('"passage": 23', '"passage": 22'))
    raw["source"]["factless"][1]["passage"] = 23
    raw["source"]["passages"][21:23] = [{"start": 2678, "end": 2732}, {"start": 2733, "end": 2734}]
    return raw


@pytest.mark.parametrize(("file", "article"), PAIRS, ids=lambda path: path.stem)
def test_sheets_pass(file: Path, article: Path) -> None:
    """A sheet that agrees with its article has no problem, and every passage is accounted for."""
    report = verify(
        file.name, parse_sheet(file.name, json.loads(file.read_text(encoding="utf-8"))), Article.read(article)
    )
    assert report.problems == ()
    assert report.covered + report.factless == report.passages == len(report.coverage)
    assert [number for number, _ in report.coverage] == list(range(1, report.passages + 1))
    assert sum(not records for _, records in report.coverage) == report.factless


def test_coverage() -> None:
    """The coverage lists the records that cite a passage, by the position of the span and not by its `passage`."""
    report = verify_raw(json.loads(TEXT))
    coverage = dict(report.coverage)
    assert coverage[10] == coverage[22] == ()
    assert coverage[6] == ("contracts/brazil-nordlys",)
    assert "contracts/brazil-nordlys" in coverage[4]
    assert dict(verify_raw(with_wrong_passage()).coverage) == coverage
    assert report.spans == TEXT.count('"passage":') - 2


def test_a_passage_is_counted_once() -> None:
    """A passage that is listed as factless and cited by the position of a span counts as cited only."""
    report = verify_raw(with_wrong_passage())
    assert report.problems
    assert (report.covered, report.factless, report.passages) == (25, 1, 27)


SIXTH_FIELDS = ("title", "kind", "participants", "about", "status")
MORE = [*json.loads(TEXT)["source"]["passages"][:26], {"start": 3141, "end": 3266}, {"start": 3267, "end": 3268}]
FACTLESS = [{"passage": number, "reason": "no fact"} for number in (10, 22, 28)]
COPIED = "Norway and Brazil began around 2016. The present terms were negotiated"
LAST_SPAN = {"passage": 28, "start": 3267, "end": 3268, "digest": "0" * 64}
CHANGES: dict[str, tuple[tuple[tuple[str, Any], ...], str, str, str]] = {
    "an amount": (
        (("contracts/brazil-nordlys/value/amount", "470000000"),),
        *("contracts/brazil-nordlys", "value", "is 470000000 EUR, which 'EUR 480 million' does not say"),
    ),
    "a currency": (
        (("contracts/brazil-nordlys/value/currency", "USD"),),
        *("contracts/brazil-nordlys", "value", "is 480000000 USD"),
    ),
    "a year": (
        (("contracts/brazil-nordlys/signed/edtf", "2023"),),
        *("contracts/brazil-nordlys", "signed", "is 2023, which '2022' does not say"),
    ),
    "a bound made a date": (
        (("contracts/brazil-nordlys/delivery/when/edtf", "2030"),),
        *("contracts/brazil-nordlys", "delivery.when", "is 2030, which 'by the end of 2030' does not say"),
    ),
    "words cut short": (
        (("contracts/brazil-nordlys/delivery/when", {"edtf": "2030", "stated": "2030", "within": "2026-03/.."}),),
        *("contracts/brazil-nordlys", "delivery.when", "is 2030, but the words around '2030' change"),
    ),
    "an operator cut off": (
        (("events/union-strike/quantity/operator", "="), ("events/union-strike/quantity/stated", "40 apprentices")),
        *("events/union-strike", "quantity", "is 40 apprentice, but the words around '40 apprentices' change"),
    ),
    "certainty added": (
        (("systems/umibue/adopted/when/edtf", "2015"),),
        *("systems/umibue", "adopted.when", "is 2015, which 'perhaps in 2015' does not say"),
    ),
    "another season of the same days": (
        (("contracts/brazil-nordlys/delivery/started/edtf", "2026-31"),),
        *("contracts/brazil-nordlys", "delivery.started", "is 2026-31"),
    ),
    "words that are not in the spans": (
        (("contracts/brazil-nordlys/signed/stated", "in early 2022"),),
        *("contracts/brazil-nordlys", "signed", "contains 'in early 2022', which is in none of its spans"),
    ),
    "an operator": (
        (("contracts/japan-skarv/quantity/operator", ">"),),
        *("contracts/japan-skarv", "quantity", "is more than 12 missile, which 'at least 12 missiles' does not say"),
    ),
    "a count": (
        (("systems/nordlys/missile_types/value", 3),),
        *("systems/nordlys", "missile_types", "is 3 type of missile, which 'two types of missiles' does not say"),
    ),
    "a number left out": (
        (("systems/nordlys/missile_types/value", None), ("systems/nordlys/missile_types/operator", None)),
        *("systems/nordlys", "missile_types", "is a word without a number"),
    ),
    "a share": (
        (("contracts/norway-umibue/payment/advance_share/value", "0.03"),),
        *("contracts/norway-umibue", "payment.advance_share", "is 0.03, which '30%' does not say: it says 0.3"),
    ),
    "a name": (
        (("people/astrid-halvorsen/name", "Astrid Halvorson"),),
        *("people/astrid-halvorsen", "name", "contains 'Astrid Halvorson', which is in none of its spans"),
    ),
    "a label": (
        (("systems/skarv/kind", "cruise missile"),),
        *("systems/skarv", "kind", "contains 'cruise missile', which none of its spans says"),
    ),
    "a unit": (
        (("events/union-strike/quantity/unit", "docker"),),
        *("events/union-strike", "quantity", "contains 'docker', which none of its spans says"),
    ),
    "a buyer": (
        (("contracts/brazil-nordlys/buyers", ["JP"]),),
        *("contracts/brazil-nordlys", "buyers", "refers to JP, which none of its spans names"),
    ),
    "a speaker": (
        (("statements/meireles-hull/speaker", "kenta-morisaki"),),
        *("statements/meireles-hull", "speaker", "refers to kenta-morisaki, which none of its spans names"),
    ),
    "one of several participants": (
        (("events/sixth-frigate/participants", ["NO", "IN"]),),
        *("events/sixth-frigate", "participants", "refers to IN, which none of its spans names"),
    ),
    "a name from outside": (
        (("contracts/japan-skarv/title", "contract for Skarv missiles for the Kaigun"),),
        *("contracts/japan-skarv", "title", "contains 'Kaigun', which is not in the article"),
    ),
    "a number from outside": (
        (("systems/skarv/capabilities/0", "flying 250 kilometres just above the waves"),),
        *("systems/skarv", "capabilities", "contains '250', which is not in the article"),
    ),
    "a number word from outside": (
        (("contracts/brazil-nordlys/delivery/what", "all seven ships"),),
        *("contracts/brazil-nordlys", "delivery.what", "contains 'seven', which is not in the article"),
    ),
    "another scale": (
        (("contracts/brazil-nordlys/title", "contract worth 480 billion for Brazil"),),
        *("contracts/brazil-nordlys", "title", "contains '480 billion', which is not in the article"),
    ),
    "a year of another record": (
        (("contracts/japan-skarv/title", "contract for Skarv missiles of 2024"),),
        *("contracts/japan-skarv", "title", "contains '2024', which is in no passage that the record cites"),
    ),
    "a name in a summary": (
        (("statements/meireles-hull/summary", "Sjogren denies any cracks"),),
        *("statements/meireles-hull", "summary", "contains 'Sjogren', which is not in the article"),
    ),
    "a name in a gap": (
        (("contracts/japan-skarv/gaps/value/note", "kept secret by Oslonite"),),
        *("contracts/japan-skarv", "value", "contains 'Oslonite', which is not in the article"),
    ),
    "a name in a receipt's note": (
        (("media/photo-porto-sereno/evidence/taken/note", "so Getty says"),),
        *("media/photo-porto-sereno", "taken", "contains 'Getty', which is not in the article"),
    ),
    "more than a standard": (
        (("countries/NO/evidence/alpha3/note", "ISO 3166-1, EN 1999"),),
        *("countries/NO", "alpha3", "contains '1999', which is not in the article"),
    ),
    "a name in a relation": (
        (("statements/meireles-hull/relations/0/note", "denies the Kraken"),),
        *("statements/meireles-hull", "relations", "contains 'Kraken', which is not in the article"),
    ),
    "a name in a reason": (
        (("source/factless/0/reason", "a heading of Le Monde"),),
        *("source", "factless", "contains 'Le Monde', which is not in the article"),
    ),
    "a name in the title": ((("title", "a deal in Peru"),), *("sheet", "title", "contains 'Peru'")),
    "digits in an id": (
        (("contracts/india-2018/id", "india-2024"),),
        *("contracts/india-2024", "id", "contains 2024, which is in no passage that the record cites"),
    ),
    "a copied sentence": (
        (("events/first-talks/title", f"{COPIED} from March"),),
        *("events/first-talks", "title", "repeats the article: 'norway and brazil began around 2016 the present"),
    ),
    "an inferred time against its words": (
        (("media/photo-porto-sereno/taken/edtf", "2024"),),
        *("media/photo-porto-sereno", "taken", "is 2024, which contradicts '2025'"),
    ),
    "an inferred day on another weekday": (
        (("statements/halvorsen-ready/when/edtf", "2026-03-09"),),
        *("statements/halvorsen-ready", "when", "is 2026-03-09, which contradicts 'Tuesday'"),
    ),
    "unsupported limits": (
        (("events/hull-cracks/when/within", "2023-03-12/2026-03-11"),),
        *("events/hull-cracks", "when.within", "begins or ends on 2023-03-12, which is no date in its words"),
    ),
    "no such passage": (
        (("source/passages", MORE), ("contracts/brazil-nordlys/evidence/value/spans/0", LAST_SPAN)),
        *("contracts/brazil-nordlys", "value", "names passage 28, the article has 27"),
    ),
    "other words of the same length": (
        (
            ("contracts/brazil-nordlys/evidence/value/spans/0/exact", "EUR 490 million"),
            ("contracts/brazil-nordlys/evidence/value/spans/0/digest", sha256_hex("EUR 490 million")),
        ),
        *("contracts/brazil-nordlys", "value", "quotes 'EUR 490 million' where the article has 'EUR 480 million'"),
    ),
    "the length": ((("source/characters", 9999),), *("source", "characters", "is 9999 where the article has 3")),
    "the place of a passage": (
        (("source/passages/9/end", 1012),),
        *("source", "passages", "has passage 10 at 993 to 1012; it is at 993 to 1011"),
    ),
    "the number of passages": (
        (("source/passages", MORE), ("source/factless", FACTLESS)),
        *("source", "passages", "are 28 where the article has 27"),
    ),
    "the fingerprint": (
        (("source/digest", sha256_hex("")),),
        *("source", "digest", "is not the digest of the article"),
    ),
}


def group_changes() -> list[list[str]]:
    """Return the changes that are made together: those of different fields, and of the source one by one."""
    groups: dict[str, list[str]] = {}
    met: Counter[str] = Counter()
    for name, (changes, record, field, _) in CHANGES.items():
        is_of_source = any(path.startswith("source/") for path, _ in changes)
        groups.setdefault(name if is_of_source else str(met[f"{record} {field}"]), []).append(name)
        met[f"{record} {field}"] += 1
    return list(groups.values())


@pytest.mark.parametrize("names", group_changes(), ids=lambda names: names[0])
def test_change_is_found(names: list[str]) -> None:
    """A value that differs from the article is a problem of its record and field, whatever else differs."""
    problems = verify_raw(with_changes(*chain.from_iterable(CHANGES[name][0] for name in names))).problems
    for name in names:
        _, record, field, message = CHANGES[name]
        reported = [(problem.record, problem.field) for problem in problems if message in problem.message]
        assert reported == [(record, field)], name
    assert all(problem.file == "sheet.json" and problem.hint for problem in problems)


@pytest.mark.parametrize("text", ["", "\n", "Brazil"])
def test_an_article_without_sentences_is_reported(text: str) -> None:
    """A sheet whose spans are beyond the end of the article is reported, whatever checks read their sentences."""
    messages = [problem.message for problem in verify_raw(json.loads(TEXT), Article(text)).problems]
    assert any("names passage 2," in message for message in messages)


def test_wrong_passage_is_reported() -> None:
    """A span outside the passage that it names is a problem of its record and field."""
    problems = [problem for problem in verify_raw(with_wrong_passage()).problems if "points to" in problem.message]
    fields = {(problem.record, problem.field) for problem in problems}
    assert fields == {("events/sixth-frigate", field) for field in SIXTH_FIELDS}


EQUIVALENTS: dict[str, tuple[str, Any]] = {
    "a bound as an interval": ("contracts/brazil-nordlys/delivery/when/edtf", "../2030"),
    "an amount with zeros": ("contracts/brazil-nordlys/value/amount", "480000000.00"),
    "names inflected": ("contracts/japan-skarv/title", "Japanese-Norwegian contract for Skarvs"),
    "a number as a word": ("systems/nordlys/capabilities/0", "five ships, 2 kinds of missiles, one hull"),
    "a label in the plural": ("systems/nordlys/missile_types/unit", "types of missile"),
    "twelve words": ("events/first-talks/title", f"{COPIED} and"),
}


def test_other_spelling_passes() -> None:
    """Values and words with the same meaning pass, however they are written."""
    assert verify_raw(with_changes(*EQUIVALENTS.values())).problems == ()


def test_everything_at_once() -> None:
    """Every problem is reported, not only the first; a stated value that cannot be read can be inferred."""
    changes = [change for changes, *_ in list(CHANGES.values())[:4] for change in changes]
    assert len(verify_raw(with_changes(*changes)).problems) == 3
    raw = with_changes(("contracts/brazil-nordlys/signed/stated", "signed"))
    (problem,) = verify_raw(raw).problems
    assert 'use basis "inferred" with a note why' in problem.hint
    container, key = locate(raw, "contracts/brazil-nordlys/evidence/signed")
    container[key] |= {"basis": "inferred", "note": "for a test"}
    assert verify_raw(raw).problems == ()


def test_factless_passages_hold_no_fact() -> None:
    """A passage listed as factless with digits or quotation marks is a problem, and so is one without a receipt."""
    raw: Raw = json.loads(TEXT)
    passages = raw["source"]["passages"]
    article = Article(ARTICLE.text.replace("A yard with a past", "A yard “it” a past") + "\n\nOne more.")
    anchor("sheet.json", raw, article)
    raw["source"]["passages"] = passages
    problems = [(problem.field, problem.message) for problem in verify_raw(raw, article).problems]
    assert problems == [
        ("passages", "are 27 where the article has 28"),
        ("passages", "passage 28 is cited by no receipt"),
        ("factless", "lists passage 10, which contains “"),
    ]


def test_a_passage_may_be_the_sources_alone() -> None:
    """A passage that only a receipt of the source cites is accounted for, in `check` and in `verify`."""
    raw = with_changes()
    for row in (row for kind in KINDS for row in raw[kind]):
        for receipt in row["evidence"].values():
            other_spans = [span for span in receipt.get("spans", []) if span["passage"] != 2]
            receipt["spans"] = other_spans or receipt.get("spans", [])
    assert dict(verify_raw(raw).coverage)[2]
