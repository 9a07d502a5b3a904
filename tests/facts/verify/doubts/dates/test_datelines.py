"""A date that only the dateline has is the day on which the article was written, not that of what it tells."""

from facts.model.article import Article
from facts.model.receipt import Receipt, Span, sha256_hex
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.datelines import find_dateline_dates, list_datelines
from tests.facts.verify.contradiction_cases import build_record, with_receipts
from tests.tables import each_row

LEAD = "LUNDVIK, 14 May 2026 \u2014 The region has ordered trams."
NEXT = "The contracts were signed in Lundvik on 3 May 2026."
SIGNED = "LUNDVIK, 14 May 2026 (NNA) - The region signed a contract for trams."


def receipt_of(article: Article, *quotes: str, note: str | None = None) -> Receipt:
    """Return a receipt with some words of an article of a passage to a line."""
    starts = [article.text.index(words) for words in quotes]
    spans = [
        Span(
            passage=article.text.count("\n", 0, start) + 1,
            start=start,
            end=start + len(words),
            digest=sha256_hex(words),
        )
        for start, words in zip(starts, quotes, strict=True)
    ]
    basis = "inferred" if note else "stated"
    return Receipt.model_validate({"basis": basis, "spans": spans, "note": note})


def is_doubted(kind: str, text: str, title: str, *quotes: str, stated: str, note: str | None = None) -> bool:
    """Return whether the date of a record whose title rests on some words is doubted."""
    article = Article(text)
    path = "signed" if kind == "contracts" else "when"
    fields = {} if kind == "contracts" else {"kind": "event", "status": "occurred"}
    time = {"edtf": "2026-05-14", "stated": stated}
    record = build_record(kind, "a", title="trams", **{path: time}, **fields)
    record = with_receipts(
        record, {"title": receipt_of(article, title), path: receipt_of(article, *quotes, note=note)}
    )
    return bool(list(find_dateline_dates(CheckContext({kind: [record]}, article))))


@each_row(
    ("kind", "text", "title", "quotes", "stated", "note", "doubted"),
    [
        ("contracts", f"{LEAD}\n{NEXT}", "has ordered trams", ["14 May 2026"], "14 May 2026", None, True),
        ("contracts", f"{LEAD}\n{NEXT}", "were signed", ["were signed", "14 May 2026"], "14 May 2026", None, True),
        ("contracts", f"{LEAD}\n{NEXT}", "were signed", ["14 May 2026"], "14 May 2026", "that day", False),
        ("contracts", f"{LEAD}\n{NEXT}", "were signed", ["on 3 May 2026"], "on 3 May 2026", None, False),
        ("contracts", SIGNED, "signed a contract", ["14 May 2026"], "14 May 2026", None, False),
        ("events", f"{LEAD}\n{NEXT}", "were signed", ["14 May 2026"], "14 May 2026", None, True),
        ("events", f"{LEAD}\n{NEXT}", "has ordered trams", ["14 May 2026"], "14 May 2026", None, False),
        ("events", f"On 14 May 2026 it rained.\n{NEXT}", "were signed", ["14 May 2026"], "14 May 2026", None, False),
    ],
)
def test_a_date_of_the_dateline(
    kind: str, text: str, title: str, quotes: list[str], stated: str, note: str | None, doubted: bool
) -> None:
    """It is doubted without a note, unless its own sentence tells the happening, a signature by its verb."""
    assert is_doubted(kind, text, title, *quotes, stated=stated, note=note) == doubted


@each_row(
    ("text", "dateline"),
    [
        (LEAD, "LUNDVIK, 14 May 2026 \u2014 "),
        ("OSTEND, Belgium, Oct. 14 (NNA) - A ship sank.", "OSTEND, Belgium, Oct. 14 (NNA) - "),
        ("The region - or so it says - ordered trams on 14 May 2026.", None),
        ("NATO ships left. The port - The Quay - was empty.", None),
    ],
)
def test_what_a_dateline_is(text: str, dateline: str | None) -> None:
    """A place in capitals and a date before a dash begin an article; other dashes do not end a dateline."""
    assert [text[start:end] for start, end in list_datelines(Article(text))] == ([dateline] if dateline else [])
