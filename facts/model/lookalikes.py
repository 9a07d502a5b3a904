"""Look-alikes: compare texts without regard to characters that look the same."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from facts.model.characters import JOINERS, is_invisible

APOSTROPHES = "'\u2018\u2019\u201b\u02bc\u02bb\u02b9\u2032\u0060\u00b4\uff07"
QUOTATION_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
SPACES = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
BYTE_ORDER_MARK = "\ufeff"


def unify(characters: str) -> Callable[[str], str]:
    """Return the function that replaces each of `characters` in a text by the first of them."""
    table = str.maketrans(characters, characters[0] * len(characters))
    return lambda text: text.translate(table)


def compose(text: str) -> str:
    """Return `text` with its accents composed (NFC)."""
    return unicodedata.normalize("NFC", text)


def strip_invisible(text: str) -> str:
    """Return `text` without invisible characters, soft hyphens and joiners."""
    return "".join(char for char in text if char in "\r\n" or not (char in JOINERS or is_invisible(char)))


DIFFERENCES: Mapping[str, Callable[[str], str]] = {
    "an apostrophe": unify(APOSTROPHES),
    "a quotation mark": unify(QUOTATION_MARKS),
    "a hyphen or dash": unify(DASHES),
    "a no-break or other special space": unify(SPACES),
    "how accents are encoded (NFC)": compose,
    "an invisible character": strip_invisible,
}
"""What may differ between look-alikes, and how a text reads without that difference."""


def unify_all(text: str) -> str:
    """Return what `text` has in common with all its look-alikes."""
    for unified in DIFFERENCES.values():
        text = unified(text)
    return compose(text)


def find_difference(words: str, text: str) -> str | None:
    """Return what differs between `words` and a look-alike of them inside `text`; None if there is none."""
    for difference, unified in DIFFERENCES.items():
        if unified(words) and unified(words) in unified(text):
            return difference
    return "characters that look alike" if unify_all(words) and unify_all(words) in unify_all(text) else None


def find_digest_difference(text: str, digest: str) -> str | None:
    """Return what differs between `text` and a look-alike with this SHA-256; None if no look-alike has it."""
    for difference, variant in iter_variants(text):
        if sha256(variant.encode()).hexdigest() == digest:
            return difference
    return None


def iter_variants(text: str) -> Iterator[tuple[str, str]]:
    """Yield the common look-alikes of `text`, each after what differs; some may be equal to `text`."""
    yield "a byte order mark", text.removeprefix(BYTE_ORDER_MARK)
    yield "a byte order mark", BYTE_ORDER_MARK + text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    for end in ("\n", "\r\n", "\r"):
        yield "the line ends", lines.replace("\n", end)
    yield "a line end after the last line", text.rstrip("\r\n")
    yield "a line end after the last line", text + "\n"
    for form in ("NFC", "NFD"):
        yield f"how accents are encoded ({form})", unicodedata.normalize(form, text)
    for difference, pair in (("an apostrophe", "'\u2019"), ("a no-break space", " \xa0"), ("a hyphen", "-\u2011")):
        yield difference, text.replace(pair[1], pair[0])
        yield difference, text.replace(pair[0], pair[1])
    yield "an invisible character", strip_invisible(text)
