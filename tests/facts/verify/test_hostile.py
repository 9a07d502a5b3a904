"""Verification of hostile text ends soon, where a quadratic reading would not."""

import json
import time

import pytest

from facts.model.article import Article
from facts.sheets.anchor import anchor
from facts.verify.english_dates import find_dates
from facts.verify.reader import read
from tests.facts.verify.test_verification import ARTICLE, TEXT, Raw, verify_raw
from tests.tables import each_row

SIZE = 2048
HOSTILE = {
    name: (part * SIZE)[:SIZE].strip()
    for name, part in {
        "digits": "7",
        "in": "in ",
        "commas": ",",
        "ranges": "$1 to ",
        "groups": "1,",
        "spaced groups": "1 234 ",
        "halves": "half a ",
        "hundreds": "one hundred and ",
        "hyphens": "a-",
        "names": "A-1",
        "percents": "45% ",
        "of": "45% of the ",
        "days": "June 5, ",
        "periods": "from 2015 to ",
        "abbreviations": "A.",
        "fractions": "\u00bd",
        "dashes": "5 \u2013 ",
        "quantities": "five frigates ",
        "quotation marks": '"',
        "curly marks": "\u201c",
        "quotations": "\u201cno\u201d said ",
        "denials": "not denied that was signed ",
        "modals": "would have been to be ",
        "clauses": "if, the ship and was signed, ",
    }.items()
}
LIMIT_CPU_SECONDS = 2.5


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_passage(name: str) -> None:
    """A sheet that rests on 2 KB of repetitions is verified: no reading of them, nor a search, is quadratic."""
    raw: Raw = json.loads(TEXT)
    article = Article(f"{ARTICLE.text.rstrip()}\n\n{HOSTILE[name]}\n")
    passage = len(article.passages)
    record = raw["contracts"][0]
    for field in ("value", "quantity", "signed", "payment.advance_share"):
        record["evidence"][field]["spans"] = [{"passage": passage}]
    words = HOSTILE[name][:5].strip()
    for value in (record["value"], record["quantity"], record["signed"], record["payment"]["advance_share"]):
        value["stated"] = words
    assert anchor("sheet.json", raw, article) == []
    start = time.process_time()
    fields = {problem.field for problem in verify_raw(raw, article).problems}
    assert time.process_time() - start < LIMIT_CPU_SECONDS
    assert {"value", "signed"} <= fields


@each_row("name", HOSTILE)
def test_hostile_words(name: str) -> None:
    """Each reader is linear in the length of a text."""
    text = HOSTILE[name]
    start = time.process_time()
    find_dates(text)
    read(text)
    read(text[:500])
    assert time.process_time() - start < LIMIT_CPU_SECONDS
