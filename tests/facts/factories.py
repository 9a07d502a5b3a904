"""Factories of records, sheets and archives for tests."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pycountry
from hypothesis import strategies as st

from facts.archive import Archive
from facts.kinds import KINDS
from facts.model.receipt import Gap, Receipt, Span, sha256_hex
from facts.model.record import Record
from facts.model.source import PassageRange, Source
from facts.sheets.sheet import Sheet

DIGEST = sha256_hex("")
RECEIPT = Receipt(basis="stated", spans=(Span(passage=1, start=0, end=1, digest=DIGEST),))
GAP = Gap(status="not_stated", note="nothing is said")

COUNTRIES = ("TR", "IN", "NO", "BR")
TIMES = (
    *("2017", "2018-10", "2018-10-05", "2019-23", "200X", "2016~", "2015?", "2019/2021", "2018-09-15/2018-10-20"),
    *("[..2021-12-31]", "2020/..", "[2017,2019]", "XXXX-09", "XXXX"),
)


def make_record(kind: str, slug: str, /, **fields: Any) -> Record:
    """Return a record of `kind` with these fields, a receipt for each and a gap for every other field."""
    model = KINDS[kind].model
    record = model.model_validate({"id": slug, **fields})
    evidence = {field.path: RECEIPT for field in record.fields if field.is_filled}
    gaps = {field.path: GAP for field in record.fields if not field.is_filled}
    return record.model_copy(update={"evidence": evidence, "gaps": gaps})


def make_country(code: str, **fields: Any) -> Record:
    """Return the country with an alpha-2 code."""
    country = pycountry.countries.get(alpha_2=code)
    assert country
    codes = {"alpha3": country.alpha_3, "numeric": country.numeric}
    return make_record("countries", code, name=code, **codes, **fields)


def make_sheet(name: str, records: Mapping[str, tuple[Record, ...]]) -> Sheet:
    """Return a sheet of these records."""
    gaps = dict.fromkeys(("headline", "byline", "publisher", "published", "url"), GAP)
    source = Source(digest=DIGEST, characters=1, passages=(PassageRange(start=0, end=1),), language="en", gaps=gaps)
    return Sheet(name, f"Sheet {name}", sha256_hex(name), source, {kind: records.get(kind, ()) for kind in KINDS})


def build_empty_archive(built: datetime) -> Archive:
    """Return an archive without sheets that was built at the time `built`."""
    archive = Archive.build(())
    archive.built = built
    return archive


def contract_lists() -> st.SearchStrategy[list[Record]]:
    """Return a strategy for lists of contracts with any of their fields filled."""
    parties = st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True)
    times = st.none() | st.sampled_from(TIMES).map(lambda edtf: {"edtf": edtf, "stated": "then"})
    amounts = st.sampled_from(["0", "5", "1000", "1000.5", "2500000000"])
    money = st.builds(
        lambda operator, amount, currency: {
            "operator": operator,
            "amount": amount,
            "currency": currency,
            "stated": "so much",
        },
        st.sampled_from(["=", "~", ">", ">=", "<="]),
        amounts,
        st.sampled_from(["USD", "EUR"]),
    )
    quantity = {"value": 2, "unit": "ship", "stated": "two ships"}
    terms = st.builds(
        lambda amount: {"kind": "option", "what": "more of them", "amount": amount},
        st.sampled_from([None, quantity, {"operator": "<=", "value": "0.1", "stated": "10%"}]) | money,
    )
    deliveries = st.builds(lambda when: {"when": when, "status": "planned"}, times)
    contracts = st.fixed_dictionaries(
        {
            "title": st.sampled_from(["Frigates", "frigates", "Äpfel", "S-400 systems", "Zebra"]),
            "buyers": parties,
            "suppliers": parties,
            "signed": times,
            "value": st.none() | money,
            "unit_price": st.none() | money,
            "delivery": st.none() | deliveries,
            "terms": st.lists(terms, max_size=2, unique_by=str),
        }
    )

    def make_records(rows: list[dict[str, Any]]) -> list[Record]:
        return [make_record("contracts", f"contract-{number}", **fields) for number, fields in enumerate(rows)]

    return st.lists(contracts, min_size=1, max_size=12).map(make_records)
