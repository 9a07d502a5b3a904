"""Texts have characters that are seen, look-alikes are reported with what differs, and URLs are of the web."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.model.characters import is_invisible, require_visible
from facts.model.lookalikes import find_difference, find_digest_difference
from facts.model.receipt import sha256_hex
from facts.model.source import PassageRange, Source
from facts.model.values import CONTROL_CHARS, TRIMMED
from tests.facts.factories import DIGEST, GAP
from tests.tables import each_row

ACCEPTED = [
    *(
        "S-400",
        "João Meireles",
        "三菱重工業",
        "الدِّفاع",
        "भारत",
        "mi\u200cravad",
        "co\u00adoperate",
        "2\u202f500",
        "❤\ufe0f",
        "$",
        "5",
    ),
]
REFUSED = {
    "\u200b": "contains U+200B ZERO WIDTH SPACE, which cannot be seen",
    "a\u200bb": "contains U+200B ZERO WIDTH SPACE, which cannot be seen",
    "\ufeff": "contains U+FEFF ZERO WIDTH NO-BREAK SPACE, which cannot be seen",
    "a\u2060": "contains U+2060 WORD JOINER, which cannot be seen",
    "a\U000e0041": "contains U+E0041 TAG LATIN CAPITAL LETTER A, which cannot be seen",
    "\u202eabc": "contains U+202E RIGHT-TO-LEFT OVERRIDE, which cannot be seen",
    "a\u200e": "contains U+200E LEFT-TO-RIGHT MARK, which cannot be seen",
    "a\u2067b": "contains U+2067 RIGHT-TO-LEFT ISOLATE, which cannot be seen",
    "\u3164": "contains U+3164 HANGUL FILLER, which cannot be seen",
    "\u2800": "contains U+2800 BRAILLE PATTERN BLANK, which cannot be seen",
    "a\nb": "contains U+000A, which cannot be seen",
    "a\ue000": "contains U+E000, which cannot be seen",
    "\xad": "has no visible character",
    "\u200d \u200c": "has no visible character",
    "\u0301": "has no visible character",
    "": "has no visible character",
    " \xa0": "has no visible character",
    "a ": "begins or ends with a space",
    "\u3000a": "begins or ends with a space",
}
LOOKALIKES = {
    ("O'Brien", "by O\u2019Brien"): "an apostrophe",
    ("2.5 billion", "$2.5\xa0billion"): "a no-break or other special space",
    ("S-400", "the S\u2011400"): "a hyphen or dash",
    ("Jo\u00e3o", "Joa\u0303o"): "how accents are encoded (NFC)",
    ("cooperate", "co\u00adoperate"): "an invisible character",
    ('"so"', "\u201cso\u201d"): "a quotation mark",
    ("O'Brien's S-400", "O\u2019Brien\u2019s S\u2011400"): "characters that look alike",
    ("Ankara", "Istanbul"): None,
    ("", "Istanbul"): None,
    ("\u200b", "Istanbul"): None,
}
DIGESTS = {
    "\ufeffa\n": "a byte order mark",
    "a\r\n": "the line ends",
    "a": "a line end after the last line",
    "b\n": None,
}
URLS = [
    "https://example.com/a?b=c#d",
    "http://example.com",
    "HTTPS://EXAMPLE.COM:8443/",
    "https://[::1]/",
    "https://münchen.de/ä",
]
NO_URLS = [
    *(
        "javascript:alert(1)",
        "ftp://example.com",
        "//example.com",
        "example.com",
        "https://",
        "https:///a",
        "data:text/html,a",
    ),
    *(
        "https://a b",
        "https://user@example.com",
        "https://example.com:99999",
        "https://example.com\\@a",
        "http://[::1",
        "",
    ),
    *(
        "https://exa\u200bmple.com",
        " https://example.com",
        "https://ex<script>.com",
        "https://?a",
        "mailto:a@b.c",
        "a" * 3000,
    ),
]


@each_row("text", ACCEPTED)
def test_visible_texts_are_accepted(text: str) -> None:
    """Letters of every script are accepted, with the joiners and soft hyphens that words are written with."""
    assert require_visible(text) == text


@pytest.mark.parametrize(("text", "message"), REFUSED.items(), ids=ascii)
def test_what_cannot_be_seen_is_refused(text: str, message: str) -> None:
    """An invisible character is refused by its code point and name, a blank text and outer spaces as such."""
    with pytest.raises(ValueError, match=r".") as error:
        require_visible(text)
    assert str(error.value) == message


def test_what_the_schema_refuses_is_refused() -> None:
    """A text that has visible characters is one that the pattern in the JSON Schema accepts."""
    characters = "".join(map(chr, range(sys.maxunicode + 1)))
    outer = re.findall(rf"[\s{CONTROL_CHARS}]", characters)
    inner = re.findall(f"[{CONTROL_CHARS}]", characters)
    for text in (*(f"{c}a" for c in outer), *(f"a{c}" for c in outer), *(f"a{c}b" for c in inner), ""):
        assert not re.fullmatch(TRIMMED, text)
        with pytest.raises(ValueError, match=r"."):
            require_visible(text)


@given(st.text())
def test_accepted_texts_are_visible(text: str) -> None:
    """A text that is accepted has something to see, no outer space and nothing that changes its direction."""
    try:
        require_visible(text)
    except ValueError:
        return
    assert text == text.strip() != ""
    assert not any(is_invisible(character) for character in text)
    assert any(unicodedata.category(character)[0] in "LNPS" for character in text)


@pytest.mark.parametrize(("texts", "difference"), LOOKALIKES.items(), ids=ascii)
def test_lookalikes_are_named(texts: tuple[str, str], difference: str | None) -> None:
    """Words that look like words of a text are reported with what differs, other words are not."""
    assert find_difference(*texts) == difference


@pytest.mark.parametrize(("text", "difference"), DIGESTS.items(), ids=ascii)
def test_lookalikes_are_known_by_their_digest(text: str, difference: str | None) -> None:
    """A text is recognized by the digest of a look-alike: with a byte order mark or other line ends."""
    assert find_digest_difference("a\n", sha256_hex(text)) == difference


PASSAGES = (PassageRange(start=0, end=1),)


def source_with(url: str) -> Source:
    """Return the source of an article at a URL."""
    gaps = dict.fromkeys(("headline", "byline", "publisher", "published"), GAP)
    return Source(digest=DIGEST, characters=1, passages=PASSAGES, language="en", gaps=gaps, url=url)


@each_row("url", URLS)
def test_web_urls_are_accepted(url: str) -> None:
    """The URL of an article is one of the web."""
    assert source_with(url).url == url


@each_row("url", NO_URLS)
def test_other_urls_are_refused(url: str) -> None:
    """No other scheme, no relative reference, no user name, and nothing that browsers read otherwise."""
    with pytest.raises(ValueError, match=r"URL|pattern|seen|space|visible|2000"):
        source_with(url)
