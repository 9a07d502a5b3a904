"""The words of the pages, and the pieces of HTML that are made without a template."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from api.pages.context import PageContext, PageLink
from api.pages.markup import join_links, passage_list
from api.pages.receipts import describe_formula, exact_words
from api.pages.words import describe_code, describe_field, describe_precision, format_share, group_digits
from facts.archive import Archive
from facts.model.plurals import count_noun
from tests.api.pages.page import Page
from tests.tables import each_row

SHARES = {"0.45": "45%", "1": "100%", "0": "0%", "0.5": "50%", "0.055": "5.5%", "0.123456": "12.3456%", "1.0": "100%"}
FIELDS = {
    "payment.advance_share": "advance, share of the value",
    "delivery.when": "delivered",
    "designations.1.name": "other name (2)",
    "terms.0.penalty_share": "terms, penalty share (1)",
    "derived.loan": "loan",
    "source.headline": "headline",
    "anything_else": "anything else",
}
PRECISIONS = {
    "2018-10-05": "a day",
    "2018-10": "a month",
    "2018-24": "a season",
    "2018-33": "a quarter",
    "2018-38": "a third of a year",
    "2018-41": "half a year",
    "2018": "a year",
    "201X": "a decade",
    "20XX": "a century",
    "XXXX-09-03": "a day of an unknown year",
    "{2018,2019}": "all of several",
    "2018%": "a year, uncertain and approximate",
    "2018-XX-05": "a date with unknown parts",
}


@each_row(("share", "text"), SHARES.items())
def test_shares_are_shown_in_per_cent(share: str, text: str) -> None:
    """A share is shown in per cent, exactly."""
    assert format_share(share) == text


@given(st.decimals(0, 1, places=12))
def test_shares_are_exact(share: Decimal) -> None:
    """No digit of a share is lost or added."""
    assert Decimal(format_share(format(share, "f")).removesuffix("%")) == share * 100


@given(st.decimals(0, 10**24, places=6))
def test_digits_are_grouped_and_kept(number: Decimal) -> None:
    """A grouped number has the digits of the number."""
    assert group_digits(format(number, "f")).replace("\u00a0", "") == format(number, "f")


@each_row(("path", "words"), FIELDS.items())
def test_fields_have_names(path: str, words: str) -> None:
    """A field is called by words, one that no word is written for by its path."""
    assert describe_field(path) == words


@each_row(("edtf", "words"), PRECISIONS.items())
def test_precision_is_told_in_words(edtf: str, words: str) -> None:
    """Each form of EDTF has words for how precise it is."""
    assert describe_precision(edtf) == words


def test_codes_and_counts_have_words() -> None:
    """Codes are called by what they mean, and a count has its noun."""
    assert describe_code("not_stated") == "not said"
    assert describe_code("occurred") == "occurred"
    assert [count_noun(1, "fact"), count_noun(1200, "fact"), count_noun(2, "person", "people")] == [
        *("1 fact", "1,200 facts", "2 people")
    ]
    assert describe_formula("value * payment.advance_share") == "value \u00d7 advance share"
    assert describe_formula(None) == ""


@given(st.text(), st.text(min_size=1), st.text(max_size=3))
def test_links_are_escaped(text: str, url: str, separator: str) -> None:
    """Whatever a name or an address holds, it is text in the HTML of a link."""
    html = join_links([PageLink(text, url), PageLink(text)], separator)
    for piece in (html, passage_list([PageLink(text, url)])):
        assert str(piece).count("<a ") == 1
        assert "<script" not in piece
        assert Page(f"<p>{piece}</p>").elements.count("a") == 1


def test_few_words_of_a_receipt_are_shown() -> None:
    """The words of one receipt are shown in the order of the article, at most twelve together."""
    spans: list[dict[str, Any]] = [
        {"start": 9, "end": 12, "exact": "four five six seven eight nine ten"},
        {"start": 0, "end": 5, "exact": "one two three"},
        {"start": 20, "end": 25, "exact": "eleven twelve thirteen"},
        {"start": 30, "end": 95, "exact": None},
    ]
    assert exact_words(spans) == ("one two three", "four five six seven eight nine ten")


def test_addresses_have_the_suffix_of_the_page(archive: Archive) -> None:
    """A page with a suffix links to pages with it; the parameters follow, escaped."""
    plain, suffixed = (
        PageContext(archive, "/v1/x"),
        PageContext(archive, "/v1/x", ".html", (("cursor", "c"), ("a", "b"))),
    )
    assert [plain.url("/"), suffixed.url("/")] == ["/", "/index.html"]
    assert plain.list_url("contracts", "s", q="a&b") == "/v1/sheets/s/contracts?q=a%26b"
    assert suffixed.passage_url("s", 3) == "/v1/sheets/s.html#p3"
    assert suffixed.with_param("z", "1") == "/v1/x.html?a=b&z=1"
    assert suffixed.with_param("a", None) == "/v1/x.html"
