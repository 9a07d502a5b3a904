"""Content negotiation: Accept and Accept-Encoding (RFC 9110, section 12)."""

from api.http.encoding import ENCODERS
from api.http.negotiation import negotiate_encoding, negotiate_media_type
from tests.tables import each_row

JSON, CSV, HTML = "application/json", "text/csv; charset=utf-8", "text/html"
AVAILABLE = (JSON, CSV, HTML)


@each_row(
    ("accept", "expected"),
    [
        ("", JSON),
        ("  ", JSON),
        ("*/*", JSON),
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/*", CSV),
        ("text/csv;q=0.5, text/html", HTML),
        ("text/html;q=0.5, */*;q=0.1", HTML),
        ("application/json;q=0, */*", CSV),
        ("application/json; charset=utf-8", JSON),
        ("image/png, application/json;q=0.1", JSON),
        ("image/png", None),
        ("application/json;q=0", None),
        ("nonsense", JSON),
        ("text/csv;q=x;;", CSV),
    ],
)
def test_the_best_media_type_is_chosen(accept: str, expected: str | None) -> None:
    """The media type with the highest quality is chosen, the first on ties; None if none is acceptable."""
    assert negotiate_media_type(accept, AVAILABLE) == expected


@each_row("accept", ["", "text/csv", "image/png"])
def test_without_choice_there_is_no_media_type(accept: str) -> None:
    """Where nothing is available for negotiation, the Accept header is ignored."""
    assert negotiate_media_type(accept, ()) == ""


@each_row(
    ("accept_encoding", "large", "small"),
    [
        (None, "identity", "identity"),
        ("", "identity", "identity"),
        ("gzip", "gzip", "identity"),
        ("GZIP", "gzip", "identity"),
        ("gzip, br, zstd", "zstd", "identity"),
        ("gzip, br", "br", "identity"),
        ("gzip;q=0.9, br;q=0.8", "gzip", "identity"),
        ("gzip;q=0", "identity", "identity"),
        ("*", "zstd", "identity"),
        ("*;q=0.5, zstd;q=0", "br", "identity"),
        ("gzip;q=0.5, identity", "identity", "identity"),
        ("gzip;q=0.001", "gzip", "identity"),
        ("gzip, identity;q=0", "gzip", "gzip"),
        ("*;q=0, br", "br", "br"),
        ("identity;q=0", None, None),
        ("*;q=0", None, None),
        ("gzip;q=2, br;q=x, zstd;q=0.1234", "identity", "identity"),
        ("compress, x", "identity", "identity"),
    ],
)
def test_the_best_encoding_is_chosen(accept_encoding: str | None, large: str | None, small: str | None) -> None:
    """The encoding with the highest weight is chosen; small bodies are compressed only without `identity`."""
    assert negotiate_encoding(accept_encoding, False) == large
    assert negotiate_encoding(accept_encoding, True) == small


def test_encoders_are_in_order_of_preference() -> None:
    """Of encodings with equal weight the first of the table is chosen."""
    assert negotiate_encoding(", ".join(reversed(list(ENCODERS))), False) == next(iter(ENCODERS))
