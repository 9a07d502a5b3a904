"""Query strings are parsed strictly: nothing in them is ambiguous."""

import pytest

from api.http.problems import ParameterError
from api.http.query_string import parse_query
from tests.tables import each_row


@each_row(
    ("query_string", "params"),
    [
        (b"", []),
        (b"&&", []),
        (b"a=1&b=2", [("a", "1"), ("b", "2")]),
        (b"&b=2&&a=1&", [("b", "2"), ("a", "1")]),
        (b"q=air%20defence", [("q", "air defence")]),
        (b"q=air+defence", [("q", "air defence")]),
        (b"%71=%2B", [("q", "+")]),
        (b"a", [("a", "")]),
        (b"a=", [("a", "")]),
        (b"a=b=c", [("a", "b=c")]),
        (b"=1", [("", "1")]),
        (b"a;b=1", [("a;b", "1")]),
        (b"q=%E2%82%AC", [("q", "\u20ac")]),
    ],
)
def test_parameters_are_decoded(query_string: bytes, params: list[tuple[str, str]]) -> None:
    """Names and values are percent-decoded as UTF-8, in the order of the query string."""
    assert parse_query(query_string) == params


@each_row("value", [b"%00", b"a%00b", b"2018%0a", b"%7f", b"%ff", b"%ED%A0%80", b"%zz", b"100%", b"%e", b"\xc3\xa9"])
def test_text_that_cannot_be_decoded_is_rejected(value: bytes) -> None:
    """Broken escapes, text that is not UTF-8 and control characters are rejected by the parameter's name."""
    with pytest.raises(ParameterError) as raised:
        parse_query(b"buyer=" + value)
    (error,) = raised.value.errors
    assert (error.parameter, error.accepted) == ("buyer", "percent-encoded UTF-8")
    with pytest.raises(ParameterError):
        parse_query(value + b"=1")


@each_row("query_string", [b"a=1&a=1", b"a=1&b=2&%61=3", b"a&a=", b"a=1&a=2&a=3"])
def test_a_repeated_parameter_is_rejected(query_string: bytes) -> None:
    """A parameter must be given once, in whatever spelling."""
    with pytest.raises(ParameterError) as raised:
        parse_query(query_string)
    assert [(error.parameter, error.message) for error in raised.value.errors] == [("a", "must be given once")]


@each_row(
    ("query_string", "params"),
    [
        (b"a=1&b=2&a=3", [("a", "1,3"), ("b", "2")]),
        (b"a=1,2&%61=3", [("a", "1,2,3")]),
        (b"a=&a", [("a", ",")]),
        (b"b=2", [("b", "2")]),
    ],
)
def test_the_values_of_a_repeated_list_are_joined(query_string: bytes, params: list[tuple[str, str]]) -> None:
    """A parameter that takes several values may be repeated instead; another one may not."""
    assert parse_query(query_string, {"a"}) == params
    with pytest.raises(ParameterError):
        parse_query(b"b=1&b=1&" + query_string, {"a"})


def test_an_unusual_name_is_not_repeated() -> None:
    """A name that is not a plain one is reported as `?`."""
    with pytest.raises(ParameterError) as raised:
        parse_query(b"%3Cscript%3E=1&%3Cscript%3E=2")
    assert [error.parameter for error in raised.value.errors] == ["?"]
