"""Sheets as files: which are found, how invalid ones are reported, and the schema that they name."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from facts.kinds import KINDS
from facts.sheets.json_schema import SCHEMA_FILE, sheet_json_schema
from facts.sheets.loader import BUNDLED, MAX_BYTES, find_sheets, load_sheets, parse_sheet, read_json, read_sheet
from facts.sheets.problems import Issue, SheetError
from tests.conftest import FRIGATE, S400
from tests.tables import each_row

NO_SHEETS = "Give the path of a sheet or of a directory of sheets"
CORRECT = "Correct the file there"
SEE = "See `python -m facts schema`"

KEYWORDS = {
    *("$schema", "$defs", "$ref", "title", "description", "default", "examples", "type", "enum", "const", "anyOf"),
    *("properties", "required", "additionalProperties", "items", "minItems", "minLength", "maxLength", "pattern"),
    "oneOf",
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
}

REJECTED: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "is not valid JSON: Expecting value", CORRECT),
    "words": (b"a sheet", "is not valid JSON: Expecting value: line 1 column 1", CORRECT),
    "a trailing comma": (b'{"id": "example",\n}', "is not valid JSON: ", CORRECT),
    "two documents": (b"{}\n{}", "is not valid JSON: Extra data: line 2 column 1", CORRECT),
    "another encoding": ('{"id": "é"}'.encode("latin-1"), "is not valid JSON: 'utf-8' codec can't decode", CORRECT),
    "a list": (b"[]", "is not a JSON object", SEE),
    "a string": (b'"example"', "is not a JSON object", SEE),
    "null": (b"null", "is not a JSON object", SEE),
    "a duplicate key": (b'{"id": "a", "id": "b"}', "is not valid JSON: duplicate keys in one object: id", CORRECT),
    "nested duplicate keys": (
        b'{"source": [{"b": 1, "a": 2, "b": 3, "a": 4}]}',
        "is not valid JSON: duplicate keys in one object: a, b",
        CORRECT,
    ),
    "a duplicate key beside escaped colons": (
        rb'{"a": 1, "a": 2, "b": "\u003a"}',
        "is not valid JSON: duplicate keys in one object: a",
        CORRECT,
    ),
    "a duplicate key beside colons escaped in capitals": (
        rb'{"a": 1, "a": 2, "b": "\u003A"}',
        "is not valid JSON: duplicate keys in one object: a",
        CORRECT,
    ),
    "a duplicate key beside colons in a key": (
        b'{"a:::": 1, "a:::": ":::"}',
        "is not valid JSON: duplicate keys in one object: a:::",
        CORRECT,
    ),
    "a duplicate key with escaped letters": (
        rb'{"id": 1, "\u0069d": 2}',
        "is not valid JSON: duplicate keys in one object: id",
        CORRECT,
    ),
    "an inexact number": (
        b'{"id": 0.12345678901234567891}',
        "is not valid JSON: a number that is not exact as JSON: 0.12345678901234567891",
        CORRECT,
    ),
    "an inexact small number": (
        b'{"id": [{"a": "1", "b": -1.00000000000000000001e-7}]}',
        "is not valid JSON: a number that is not exact as JSON: -1.00000000000000000001e-7",
        CORRECT,
    ),
    "an inexact whole number": (
        b'{"id": 12345678901234567891E+0}',
        "is not valid JSON: a number that is not exact as JSON: 12345678901234567891E+0",
        CORRECT,
    ),
    "an infinite number": (b'{"id": 1e999}', "is not valid JSON: a number that is not exact as JSON: 1e999", CORRECT),
    "no number": (b'{"id": NaN}', "is not valid JSON: NaN is not a number of JSON", CORRECT),
    "lists in lists": (
        b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "is not valid JSON: maximum recursion",
        CORRECT,
    ),
}


def raised_problem(load: Callable[[], object]) -> Issue:
    """Return the only problem that a call raises."""
    with pytest.raises(SheetError) as error:
        load()
    (problem,) = error.value.problems
    return problem


def write_json(path: Path, raw: object) -> Path:
    """Write `raw` as JSON to the file `path`, and return the path."""
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "message", "hint"), REJECTED.values(), ids=REJECTED)
def test_file_holds_one_json_object(text: bytes, message: str, hint: str, tmp_path: Path) -> None:
    """A file that is not one unambiguous JSON object is rejected by name, with the reason and a hint."""
    path = tmp_path / "sheet.json"
    path.write_bytes(text)
    problem = raised_problem(lambda: read_sheet(path))
    assert (problem.file, problem.record, problem.field, problem.hint) == ("sheet.json", "", "", hint)
    assert problem.message.startswith(message)


def test_too_large_a_file_is_not_even_read(tmp_path: Path) -> None:
    """A file larger than the maximum is rejected for its size alone."""
    path = tmp_path / "sheet.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    problem = raised_problem(lambda: read_sheet(path))
    assert problem == Issue("sheet.json", "", "", f"is larger than {MAX_BYTES} bytes", "Split it by article")


@pytest.mark.parametrize(("name", "reason"), {"gone.json": "No such file or directory", "": "Is a directory"}.items())
def test_unreadable_file_is_reported(name: str, reason: str, tmp_path: Path) -> None:
    """A missing file or a directory is reported with the system's reason."""
    path = tmp_path / name
    problem = raised_problem(lambda: read_sheet(path))
    assert problem == Issue(path.name, "", "", f"cannot be read ({reason})", "Name a readable file")


@each_row("depth", [250, 300, 600, 960, 970, 980])
def test_deep_nesting_inside_a_record_is_reported(depth: int, tmp_path: Path) -> None:
    """A value nested as deeply as the JSON parser allows is reported as a problem of its record, or of the file."""
    text = json.dumps(read_json(FRIGATE)).replace('"contract for Umibue radars for India"', "[" * depth + "]" * depth)
    path = tmp_path / "sheet.json"
    path.write_text(text, encoding="utf-8")
    problem = raised_problem(lambda: read_sheet(path))
    if "recursion" in problem.message:
        assert depth > 900
    else:
        assert problem == Issue(
            "sheet.json", "contracts/india-2018", "", "is nested too deeply", "Remove the brackets that are too many"
        )


def test_paths_are_files_and_directories_in_order_of_name(tmp_path: Path) -> None:
    """Paths keep their order, a directory's sheets are sorted by name, files are unique and schemas omitted."""
    (tmp_path / "inner").mkdir()
    for name in ("b.json", "e.json", "a.json", "d.json", "c.json", "c.txt", SCHEMA_FILE, "inner/f.json"):
        (tmp_path / name).touch()
    paths = find_sheets([tmp_path / "e.json", tmp_path, tmp_path / "inner", tmp_path / "inner" / "f.json"])
    names = ["e.json", "a.json", "b.json", "c.json", "d.json", "inner/f.json"]
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == names


def test_bundled_directory_is_a_path() -> None:
    """The bundled directory contains the S-400 sheet, and its schema is not taken for a sheet."""
    assert S400 in find_sheets([BUNDLED])
    assert BUNDLED / SCHEMA_FILE not in find_sheets([BUNDLED])


def test_paths_without_sheets_are_reported_together(tmp_path: Path) -> None:
    """Each path that does not exist or has no sheet is reported in full."""
    (tmp_path / SCHEMA_FILE).touch()
    with pytest.raises(SheetError) as error:
        find_sheets([tmp_path / "gone", tmp_path, FRIGATE])
    assert error.value.problems == (
        Issue(str(tmp_path / "gone"), "", "", "does not exist", NO_SHEETS),
        Issue(str(tmp_path), "", "", "contains no *.json file", NO_SHEETS),
    )


def test_sheets_load_in_order_of_files() -> None:
    """Sheets are in the order of their files, records in the order of their sheet."""
    assert [sheet.id for sheet in load_sheets([FRIGATE, S400])] == ["frigate-deal", "s400-turkey"]
    assert [sheet.id for sheet in load_sheets([S400, FRIGATE])] == ["s400-turkey", "frigate-deal"]
    raw, sheet = read_json(FRIGATE), read_sheet(FRIGATE)
    assert [(kind, record.id) for kind, record in sheet] == [
        (kind, row["id"]) for kind in sheet.records for row in raw[kind]
    ]


def test_two_sheets_have_two_ids(tmp_path: Path) -> None:
    """A second sheet with the same id is reported with the names of both files."""
    again = write_json(tmp_path / "again.json", read_json(FRIGATE))
    problem = raised_problem(lambda: list(load_sheets([FRIGATE, again])))
    assert problem == Issue(
        *(str(again), "sheet", "id", f"has the same id as {FRIGATE}", "Give each sheet its own id")
    )


def test_bundled_schema_is_that_of_the_models() -> None:
    """The schema file beside the bundled sheets is exactly the one generated from the models."""
    assert (BUNDLED / SCHEMA_FILE).read_text(encoding="utf-8") == json.dumps(sheet_json_schema(), indent=2) + "\n"


@pytest.mark.parametrize("path", [S400, FRIGATE], ids=["s400", "frigate"])
def test_sheet_names_the_schema_and_validates(path: Path) -> None:
    """Each sheet names the schema in `$schema` and validates against it."""
    raw = read_json(path)
    assert raw["$schema"] == SCHEMA_FILE
    jsonschema_rs.Draft202012Validator(dict(sheet_json_schema())).validate(raw)


@each_row(
    "change",
    [
        {"weapons": []},
        {"id": "Frigate Deal"},
        {"media": {}},
        {"media": [{"id": "photo"}]},
        {"source": {"language": "en"}},
    ],
)
def test_schema_rejects_invalid_sheets(change: dict[str, Any]) -> None:
    """Sheets with unknown keys, invalid ids or missing fields do not validate."""
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.Draft202012Validator(dict(sheet_json_schema())).validate(read_json(FRIGATE) | change)


def test_schema_describes_what_is_written_by_hand() -> None:
    """The schema is valid against its meta-schema, and has no computed field."""
    jsonschema_rs.meta.validate(dict(sheet_json_schema()))
    fields = {name for part in sheet_json_schema()["$defs"].values() for name in part.get("properties", ())}
    assert not fields & {"derived", "earliest", "latest"}
    assert {"edtf", "exact", "digest", "attributed_to"} <= fields


def test_schema_uses_only_keywords_of_json_schema() -> None:
    """Every constraint uses a keyword of JSON Schema."""
    assert set(iter_keywords(sheet_json_schema())) <= KEYWORDS


def iter_keywords(schema: Any) -> Iterator[str]:
    """Yield the keywords of a JSON Schema and of its subschemas."""
    if isinstance(schema, dict):
        yield from schema
        for keyword, value in schema.items():
            if keyword in {"properties", "$defs"}:
                yield from iter_keywords(list(value.values()))
            elif keyword not in {"default", "examples"}:
                yield from iter_keywords(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from iter_keywords(item)


def digest_of(raw: dict[str, Any]) -> str:
    """Return the digest of a raw sheet."""
    return parse_sheet("sheet.json", raw).digest


def test_digest_is_of_the_content() -> None:
    """Any change of content changes the digest, the order of a list's items included."""
    raw = read_json(FRIGATE)
    changed = raw | {"title": raw["title"].upper()}
    reordered = raw | {"places": raw["places"][::-1]}
    assert len({digest_of(raw), digest_of(changed), digest_of(reordered)}) == 3


def test_digest_does_not_depend_on_formatting(tmp_path: Path) -> None:
    """Spaces, the order of keys, escapes and the name of the file do not change the digest."""
    raw = read_json(FRIGATE)
    spaced = tmp_path / "spaced.json"
    spaced.write_text(json.dumps(raw, indent=7, ensure_ascii=True), encoding="utf-8")
    sorted_by_name = write_json(tmp_path / "sorted.json", json.loads(json.dumps(raw, sort_keys=True)))
    digests = {sheet.digest for sheet in map(read_sheet, (FRIGATE, spaced, sorted_by_name))}
    assert digests == {digest_of(raw)}


def test_sheet_has_the_content_of_its_file() -> None:
    """A sheet has its file's id, title and source, and every kind in order, also one without records."""
    raw = read_json(FRIGATE)
    del raw["media"]
    sheet = parse_sheet("sheet.json", raw)
    assert (sheet.id, sheet.title, sheet.source.byline) == (raw["id"], raw["title"], "Inger Solbakken")
    assert list(sheet.records) == list(KINDS)
    assert sheet.records["media"] == ()


def test_a_byte_order_mark_is_ignored(tmp_path: Path) -> None:
    """A file that begins with a byte order mark, as some editors write, is read like any other."""
    path = tmp_path / "marked.json"
    path.write_bytes(b"\xef\xbb\xbf" + FRIGATE.read_bytes())
    assert read_sheet(path).digest == read_sheet(FRIGATE).digest


def test_a_pipe_is_reported(tmp_path: Path) -> None:
    """A named pipe in a directory of sheets is reported; nothing waits for it."""
    os.mkfifo(tmp_path / "pipe.json")
    assert raised_problem(lambda: find_sheets([tmp_path])).message == "is not a file"
