"""The MCP server, as the SDK's own client sees it."""

import json
from collections.abc import Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any

import anyio

from facts.archive import Archive, ArchiveChanged, Query, Unavailable
from facts.sheets.sheet import Sheet
from tests.api.mcp.imports import connect, create_server
from tests.conftest import FRIGATE_ARTICLE
from tests.tables import each_row

if TYPE_CHECKING:
    from mcp.types import CallToolResult, Tool

Arguments = dict[str, Any]
REFUSED: list[tuple[str, Arguments, str]] = [
    ("get_record", {"sheet": "frigate-dael", "kind": "contracts", "id": "x"}, "Did you mean `frigate-deal`?"),
    ("get_record", {"sheet": "s400-turkey", "kind": "contracts", "id": "turkey-2071"}, "Did you mean `turkey-2017`?"),
    ("get_record", {"sheet": "s400-turkey", "kind": "contract", "id": "turkey-2017"}, "Did you mean `contracts`?"),
    ("search_facts", {"country": "XX"}, "search_facts: `country` must be an ISO 3166 alpha-2 code"),
    ("search_facts", {"date": "2019-13"}, "`date` has an invalid month: write 01 to 12"),
    ("search_facts", {"sheet": "nothing"}, "there is no sheet 'nothing'. Accepted: s400-turkey, frigate-deal"),
    ("search_facts", {"query": "S-400"}, "search_facts has no argument 'query'. Accepted: q, sheet"),
    ("search_facts", {"limits": 5}, "search_facts has no argument 'limits'. Did you mean `limit`?"),
    ("search_facts", {"limit": 101}, "search_facts: `limit` must be a whole number from 1 to 100, not 101"),
    ("search_facts", {"limit": "many"}, "`limit` must be a whole number from 1 to 100, not 'many'"),
    ("search_facts", {"cursor": "nonsense"}, "`cursor` is not one of a result for these arguments"),
    ("search_facts", {"voice": "loud"}, "`voice` must be one of narrated, attributed, not 'loud'"),
    ("search_facts", {"q": 5}, "`q` must be text, not 5"),
    ("search_facts", {"q": "x" * 201}, "`q` must be text of at most 200 characters, not 'xxx"),
    ("search_facts", {"subject": "a/b"}, "`subject` must be a record, as `sheet/kind/id`, not 'a/b'"),
    ("search_facts", {"property": "x y"}, "`property` must be the dotted path of a field, such as `delivery.when`"),
    ("search_facts", {"status": "threatend"}, "not 'threatend'. Did you mean `threatened`?"),
    ("list_gaps", {"status": "not_statd"}, "unexamined, not 'not_statd'. Did you mean `not_stated`?"),
    ("get_record", {"sheet": "s400-turkey"}, "`kind` is missing: kind of the record. `id` is missing: id of the rec"),
    ("get_recrd", {}, "there is no tool 'get_recrd'. Did you mean `get_record`?"),
    ("check_quote", {"words": "", "sheet": "s400-turkey"}, "accepted: 1 to 300"),
    ("check_quote", {"words": "ready", "sheet": "frigate-deal", "article": "Another."}, "is not the article"),
]


def call(archive: Archive, name: str, arguments: Arguments) -> "CallToolResult":
    """Return the result of a tool."""

    async def run() -> "CallToolResult":
        async with connect(create_server(lambda: archive, "1")) as client:
            return await client.call_tool(name, arguments)

    return anyio.run(run)


def result_of(archive: Archive, name: str, arguments: Arguments) -> Mapping[str, Any]:
    """Return the structured content of a tool's result, which is also its text."""
    result = call(archive, name, arguments)
    assert not result.is_error, result.content
    content: Mapping[str, Any] = result.structured_content
    assert json.loads(getattr(result.content[0], "text", "")) == content
    return content


def text_of(result: "CallToolResult") -> str:
    """Return the text of a result."""
    return "".join(getattr(content, "text", "") for content in result.content)


def test_tools_describe_themselves(archive: Archive) -> None:
    """Each tool has a description, is marked as read-only, and describes every argument."""

    async def run() -> "list[Tool]":
        async with connect(create_server(lambda: archive, "1")) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(run)
    assert {tool.name for tool in tools} == {"list_sheets", "search_facts", "get_record", "list_gaps", "check_quote"}
    for tool in tools:
        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert [name for name, schema in tool.input_schema["properties"].items() if "description" not in schema] == []


def test_facts_are_those_of_the_archive(archive: Archive) -> None:
    """A search returns the archive's facts with their spans, and its cursor leads to the next."""
    arguments = {"q": "contract", "sheet": "frigate-deal", "voice": "narrated", "limit": 3}
    first = result_of(archive, "search_facts", arguments)
    second = result_of(archive, "search_facts", arguments | {"cursor": first["cursor"]})
    assert len(first["items"]) == 3
    assert first["total"] == second["total"] > 3
    assert all(item["spans"] for item in first["items"] if item["basis"] == "stated")
    assert {item["sheet"] for item in first["items"]} == {"frigate-deal"}
    keys = [(item["subject"], item["property"]) for item in first["items"] + second["items"]]
    assert len(set(keys)) == len(keys)


def test_a_cursor_from_before_a_change_is_told_from_others(archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """An agent learns that the archive has changed since it got a cursor, and what to do."""
    cursor = result_of(archive, "search_facts", {"limit": 1})["cursor"]
    with closing(Archive.build(sheets[:1])) as changed:
        stale = text_of(call(changed, "search_facts", {"limit": 1, "cursor": cursor}))
        other = text_of(call(changed, "search_facts", {"limit": 1, "q": "contract", "cursor": cursor}))
    assert stale.endswith("the archive has changed since `cursor` was issued. Call again without it")
    assert other.endswith("`cursor` is not one of a result for these arguments. Call again without it")


def test_a_record_is_that_of_the_api(archive: Archive) -> None:
    """A record has its fields, evidence and gaps, as the API serves it."""
    arguments = {"sheet": "s400-turkey", "kind": "contracts", "id": "turkey-2017"}
    record = archive.get("contracts", "s400-turkey", "turkey-2017")
    assert record
    assert result_of(archive, "get_record", arguments) == dict(record)


def test_gaps_say_what_is_missing(archive: Archive) -> None:
    """The gaps of a record are listed with their reasons."""
    gaps = result_of(archive, "list_gaps", {"subject": "s400-turkey/contracts/india-2018", "status": "not_stated"})
    assert gaps["total"] == len(gaps["items"]) > 0
    assert all(item["note"] for item in gaps["items"])


def test_sheets_are_listed(archive: Archive) -> None:
    """Every sheet is listed with its counts."""
    sheets = result_of(archive, "list_sheets", {})
    assert [item["id"] for item in sheets["items"]] == [item["id"] for item in archive.find("sheets", Query()).items]


def test_a_quotation_is_checked(archive: Archive) -> None:
    """A quotation is compared with the article where the client has it."""
    text = FRIGATE_ARTICLE.read_bytes().decode()
    arguments = {"words": "the crew is ready", "sheet": "frigate-deal", "article": text}
    assert result_of(archive, "check_quote", arguments)["verdict"] == "word_for_word"
    del arguments["article"]
    assert result_of(archive, "check_quote", arguments)["verdict"] == "unknown"


def test_words_that_nobody_says_have_no_speaker(archive: Archive) -> None:
    """Without the article, names and the words of other receipts are located, and are nobody's."""
    for words, passage in (("added Jens Stoltenberg", 11), ("Ankara pledged to pay", 35)):
        result = result_of(archive, "check_quote", {"words": words, "sheet": "s400-turkey"})
        assert (result["verdict"], result["compared_with"]) == ("word_for_word", "receipts")
        assert [(part["passage"], part["speaker"], part["form"]) for part in result["parts"]] == [
            (passage, None, None)
        ]
    parts = result_of(archive, "check_quote", {"words": "Jens Stoltenberg", "sheet": "s400-turkey"})["parts"]
    assert {(part["speaker"], part["form"]) for part in parts} == {(None, None)}


@each_row(("name", "arguments", "message"), REFUSED)
def test_an_error_says_what_is_accepted(archive: Archive, name: str, arguments: Arguments, message: str) -> None:
    """An argument that cannot be used gives an error that names it, with what is accepted or a near miss."""
    result = call(archive, name, arguments)
    assert result.is_error
    assert message in text_of(result)
    assert not [word for word in ("Traceback", "pydantic", "Error executing") if word in text_of(result)]


@each_row("status", ["happened", "forecast", "happening", "true"])
def test_a_word_of_another_meaning_is_no_near_miss(archive: Archive, status: str) -> None:
    """A choice that only looks like the word is not suggested; the message lists all of them."""
    text = text_of(call(archive, "search_facts", {"status": status}))
    assert f"asserted, not '{status}'" in text
    assert "Did you mean" not in text


@each_row(
    ("name", "arguments", "hint"),
    [
        ("search_facts", {"property": "delivery.whn"}, "property: no facts have the value delivery.whn"),
        ("list_gaps", {"property": "delivery.whn"}, "property: no gaps have the value delivery.whn"),
        ("search_facts", {"q": "!!!"}, "q: !!! has no letter and no digit to search for"),
        ("search_facts", {"property": "delivery.when"}, None),
        ("list_sheets", {}, None),
    ],
)
def test_an_empty_result_says_why(archive: Archive, name: str, arguments: Arguments, hint: str | None) -> None:
    """A result says why it is empty, as the API's list does, without a facet, which no tool has."""
    result = result_of(archive, name, arguments)
    assert (result["hint"], bool(result["items"])) == (hint, hint is None)


class StaleArchive:
    """An archive that cannot be read: because it has changed, or because its database is gone."""

    def __init__(self, archive: Archive, error: Exception) -> None:
        self.sheets = archive.sheets
        self.error = error

    def find(self, *_: object) -> None:
        """Raise the error."""
        raise self.error


@each_row(
    ("error", "comes", "message"),
    [
        (ArchiveChanged(""), False, "search_facts: the archive is changing. Try again in a few seconds"),
        (ArchiveChanged(""), True, ""),
        (Unavailable(""), True, "search_facts: the archive is unavailable, or the query takes too long. Try again"),
    ],
)
def test_a_tool_reads_the_archive_that_takes_the_place_of_another(
    archive: Archive, error: Exception, comes: bool, message: str
) -> None:
    """If the archive changes during a call, the next one is read once it is there; else the agent is to try again."""
    served: list[Any] = [StaleArchive(archive, error)]

    async def wait() -> bool:
        if comes:
            served[0] = archive
        return comes

    async def run() -> "CallToolResult":
        async with connect(create_server(lambda: served[0], "1", wait)) as client:
            return await client.call_tool("search_facts", {"q": "contract"})

    result = anyio.run(run)
    assert result.is_error == bool(message)
    assert text_of(result).startswith(message)
    assert message or result.structured_content["total"] > 0
