"""Labels of the pages: the names of fields, codes and precisions in plain words."""

import re
from collections.abc import Mapping
from functools import lru_cache

FIELD_WORDS: Mapping[str, str] = {
    "about": "about",
    "adopted.by": "adopted by",
    "adopted.when": "adopted",
    "alpha3": "three-letter code",
    "also_called": "also called",
    "attributed_to": "according to",
    "attribution_scope": "reach of the attribution",
    "capabilities": "can do",
    "country": "country",
    "credit": "credit as printed",
    "delivered": "delivered in",
    "designations.name": "other name",
    "designations.used_by": "other name, used by",
    "delivery.started": "delivery began",
    "delivery.status": "state of the delivery",
    "delivery.what": "what is delivered",
    "delivery.when": "delivered",
    "delivery_status": "state of the delivery",
    "derived.advance": "advance",
    "derived.loan": "loan",
    "derived.loan_share": "loan, share of the value",
    "derived.buyer_countries": "countries of the buyers",
    "derived.related_by": "related by",
    "derived.roles": "roles",
    "derived.speaker_country": "country of the speaker",
    "derived.supplier_countries": "countries of the suppliers",
    "max_value": "at most",
    "min_value": "at least",
    "missile_types": "types of missiles",
    "named": "named as",
    "numeric": "numeric code",
    "participants": "who takes part",
    "payment.advance_share": "advance, share of the value",
    "payment.lender": "lender",
    "offices.organization": "organization of the office",
    "offices.status": "whether the office is held",
    "offices.title": "office",
    "payment.advance_status": "state of the advance",
    "q": "search",
    "short_name": "short name",
    "signed": "signed",
    "source.published": "date of publication",
    "source.url": "address",
    "summary": "what is said",
    "terms.amount": "term, amount",
    "terms.kind": "term, kind",
    "terms.what": "term",
    "undated": "with the undated",
    "unit_price": "price of one",
    "when.within": "limits of the date",
    "where": "where",
}
CODE_WORDS: Mapping[str, str] = {
    "ambiguous": "left open",
    "attributed": "attributed",
    "direct": "direct speech",
    "editorial": "our reading",
    "indirect": "reported speech",
    "narrated": "the article's own voice",
    "not_applicable": "does not apply",
    "not_stated": "not said",
    "similar_view": "is of a similar view as",
    "unexamined": "not examined",
}
"""What the codes of the model are called, if not by themselves."""
GAP_CLAUSES: Mapping[str, str] = {
    "ambiguous": "is left open",
    "not_applicable": "does not apply",
    "not_stated": "is not said",
    "unexamined": "is not examined",
}
"""What a sentence says of a value that is a gap: who buys is not said."""
FORM_WORDS: Mapping[str, str] = {
    "attributed": "attributes it without a verb of speech",
    "direct": "gives it as direct speech",
    "indirect": "gives it as reported speech",
}
ROLE_WORDS: Mapping[str, str] = {
    "buyer": "buys",
    "lender": "lends",
    "maker": "makes",
    "participant": "takes part",
    "speaker": "speaks",
    "supplier": "supplies",
}
PARTS_OF_YEAR = (
    *((range(21, 33), "a season"), (range(33, 37), "a quarter")),
    *((range(37, 40), "a third of a year"), (range(40, 42), "half a year")),
)
MASKS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "a day"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), "a month"),
    (re.compile(r"\d{4}"), "a year"),
    (re.compile(r"\d{3}X"), "a decade"),
    (re.compile(r"\d\dXX"), "a century"),
    (re.compile(r"XXXX-\d\d-\d\d"), "a day of an unknown year"),
    (re.compile(r"XXXX-\d\d"), "a month of an unknown year"),
)
QUALIFIERS = {"?": "uncertain", "~": "approximate", "%": "uncertain and approximate"}
INDEX = re.compile(r"\.(\d+)(?=\.|$)")


@lru_cache(maxsize=1024)
def describe_field(path: str) -> str:
    """Return what the field at `path` is called: `payment.lender` is "lender"."""
    plain = INDEX.sub("", path)
    words = FIELD_WORDS.get(plain) or plain.removeprefix("derived.").removeprefix("source.")
    number = INDEX.search(path)
    return words.replace(".", ", ").replace("_", " ") + (f" ({int(number[1]) + 1})" if number else "")


def describe_code(code: str) -> str:
    """Return what a code of the model is called: `not_stated` is "not said"."""
    return CODE_WORDS.get(code, code.replace("_", " "))


@lru_cache(maxsize=1024)
def describe_precision(edtf: str) -> str:
    """Return how precise an EDTF expression is, in words: "a season", "an upper limit, approximate"."""
    qualifiers = [word for sign, word in QUALIFIERS.items() if sign in edtf]
    return ", ".join([describe_extent(edtf.translate(dict.fromkeys(map(ord, QUALIFIERS)))), *qualifiers[:1]])


@lru_cache(maxsize=1024)
def describe_extent(edtf: str) -> str:
    """Return the extent of an EDTF expression without qualifiers."""
    if edtf.startswith("[.."):
        return "an upper limit"
    if edtf.endswith("..]"):
        return "a lower limit"
    if edtf[:1] in "[{":
        return "one of several" if edtf[:1] == "[" else "all of several"
    start, slash, end = edtf.partition("/")
    if slash:
        return "an open end" if end in {"", ".."} else "an open beginning" if start in {"", ".."} else "a period"
    part = int(edtf[5:]) if re.fullmatch(r"\d{4}-\d\d", edtf) else 0
    parts = (words for codes, words in PARTS_OF_YEAR if part in codes)
    masks = (words for mask, words in MASKS if mask.fullmatch(edtf))
    return next(parts, None) or next(masks, "a date with unknown parts")


def group_digits(number: str) -> str:
    """Return a decimal number with a no-break space between groups of three digits."""
    integer, point, fraction = number.partition(".")
    return f"{int(integer):,}".replace(",", "\u00a0") + point + fraction


def format_share(share: str) -> str:
    """Return a share, a decimal number as text, in per cent: 0.45 is "45%"."""
    integer, _, fraction = share.partition(".")
    digits = f"{integer}{fraction.ljust(2, '0')}"
    cut = len(integer) + 2
    percent = f"{int(digits[:cut])}.{digits[cut:]}".rstrip("0").rstrip(".") if digits[cut:] else str(int(digits))
    return f"{percent}%"
