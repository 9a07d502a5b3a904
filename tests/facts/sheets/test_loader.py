"""Sheets as files: which are read, what is told of those that are not, and the schema that they name."""

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

NO_PLACE = "Name a sheet or a directory of sheets"
CORRECT = "Correct the file at that place"
SEE = "See `python -m facts schema`"

KEYWORDS = {
    *("$schema", "$defs", "$ref", "title", "description", "default", "examples", "type", "enum", "const", "anyOf"),
    *("properties", "required", "additionalProperties", "items", "minItems", "minLength", "maxLength", "pattern"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"),
}

REFUSED: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "is no JSON: Expecting value", CORRECT),
    "words": (b"a sheet", "is no JSON: Expecting value: line 1 column 1", CORRECT),
    "a comma too many": (b'{"id": "made",\n}', "is no JSON: ", CORRECT),
    "two documents": (b"{}\n{}", "is no JSON: Extra data: line 2 column 1", CORRECT),
    "another encoding": ('{"id": "é"}'.encode("latin-1"), "is no JSON: 'utf-8' codec can't decode", CORRECT),
    "a list": (b"[]", "is no JSON object", SEE),
    "a text": (b'"made"', "is no JSON object", SEE),
    "null": (b"null", "is no JSON object", SEE),
    "a name twice": (b'{"id": "a", "id": "b"}', "is no JSON: a name stands twice in one object: id", CORRECT),
    "names twice, deep in it": (
        b'{"source": [{"b": 1, "a": 2, "b": 3, "a": 4}]}',
        "is no JSON: a name stands twice in one object: a, b",
        CORRECT,
    ),
    "lists in lists": (b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "is no JSON: maximum recursion", CORRECT),
}


def one_problem(refused: Callable[[], object]) -> Issue:
    """Return the one problem that is told of a refused place or file."""
    with pytest.raises(SheetError) as caught:
        refused()
    (problem,) = caught.value.problems
    return problem


def written(path: Path, raw: object) -> Path:
    """Return the path of a file that has been given JSON content."""
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "message", "remedy"), REFUSED.values(), ids=REFUSED)
def test_file_holds_one_json_object(text: bytes, message: str, remedy: str, tmp_path: Path) -> None:
    """A file that holds no JSON object, or is ambiguous, is refused by name, with the reason and a remedy."""
    path = tmp_path / "sheet.json"
    path.write_bytes(text)
    problem = one_problem(lambda: read_sheet(path))
    assert (problem.file, problem.record, problem.field, problem.hint) == ("sheet.json", "", "", remedy)
    assert problem.message.startswith(message)


def test_too_large_a_file_is_not_even_read(tmp_path: Path) -> None:
    """A file beyond the largest size is refused for its size alone."""
    path = tmp_path / "sheet.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    problem = one_problem(lambda: read_sheet(path))
    assert problem == Issue("sheet.json", "", "", f"is larger than {MAX_BYTES} bytes", "Split it by article")


@pytest.mark.parametrize(("name", "reason"), {"gone.json": "No such file or directory", "": "Is a directory"}.items())
def test_file_that_cannot_be_read_is_told(name: str, reason: str, tmp_path: Path) -> None:
    """What is no file, or a directory, is told with the system's reason."""
    path = tmp_path / name
    problem = one_problem(lambda: read_sheet(path))
    assert problem == Issue(path.name, "", "", f"cannot be read ({reason})", "Name a file that can be read")


@pytest.mark.parametrize("depth", [100, 300, 600])
def test_deep_nesting_inside_a_record_is_told(depth: int, tmp_path: Path) -> None:
    """A value nested as deep as JSON can still be read is told as a problem of its record."""
    text = json.dumps(read_json(FRIGATE)).replace('"contract for Umibue radars for India"', "[" * depth + "]" * depth)
    path = tmp_path / "sheet.json"
    path.write_text(text, encoding="utf-8")
    problem = one_problem(lambda: read_sheet(path))
    assert (problem.file, problem.record) == ("sheet.json", "contracts/india-2018")


def test_places_are_files_and_directories_in_order_of_name(tmp_path: Path) -> None:
    """Places come in the order given, a directory's sheets by name, each file once, schemas never."""
    (tmp_path / "inner").mkdir()
    for name in ("b.json", "e.json", "a.json", "d.json", "c.json", "c.txt", SCHEMA_FILE, "inner/f.json"):
        (tmp_path / name).touch()
    found = find_sheets([tmp_path / "e.json", tmp_path, tmp_path / "inner", tmp_path / "inner" / "f.json"])
    names = ["e.json", "a.json", "b.json", "c.json", "d.json", "inner/f.json"]
    assert [path.relative_to(tmp_path).as_posix() for path in found] == names


def test_bundled_directory_is_a_place() -> None:
    """The directory that comes with the library holds the S-400 sheet, and its schema is no sheet."""
    assert S400 in find_sheets([BUNDLED])
    assert BUNDLED / SCHEMA_FILE not in find_sheets([BUNDLED])


def test_places_without_sheets_are_told_together(tmp_path: Path) -> None:
    """Each place that does not exist or holds no sheet is told by its whole path."""
    (tmp_path / SCHEMA_FILE).touch()
    with pytest.raises(SheetError) as caught:
        find_sheets([tmp_path / "gone", tmp_path, FRIGATE])
    assert caught.value.problems == (
        Issue(str(tmp_path / "gone"), "", "", "does not exist", NO_PLACE),
        Issue(str(tmp_path), "", "", "holds no *.json file", NO_PLACE),
    )


def test_sheets_load_in_order_of_files() -> None:
    """Sheets come in the order of their files, records in the order of theirs."""
    assert [sheet.id for sheet in load_sheets([FRIGATE, S400])] == ["frigate-deal", "s400-turkey"]
    assert [sheet.id for sheet in load_sheets([S400, FRIGATE])] == ["s400-turkey", "frigate-deal"]
    raw, sheet = read_json(FRIGATE), read_sheet(FRIGATE)
    assert [(kind, record.id) for kind, record in sheet] == [
        (kind, row["id"]) for kind in sheet.records for row in raw[kind]
    ]


def test_two_sheets_have_two_ids(tmp_path: Path) -> None:
    """A second sheet with the id of another is told with both files' names."""
    again = written(tmp_path / "again.json", read_json(FRIGATE))
    problem = one_problem(lambda: list(load_sheets([FRIGATE, again])))
    assert problem == Issue(
        *("again.json", "sheet", "id", "has the id of frigate-deal.json", "Give each sheet an id of its own")
    )


def test_bundled_schema_is_that_of_the_models() -> None:
    """The schema file that sheets name is the one that the models make, to the letter."""
    assert (BUNDLED / SCHEMA_FILE).read_text(encoding="utf-8") == json.dumps(sheet_json_schema(), indent=2) + "\n"


@pytest.mark.parametrize("path", [S400, FRIGATE], ids=["s400", "frigate"])
def test_sheet_names_the_schema_and_validates(path: Path) -> None:
    """Each sheet names the schema in `$schema` and has the shape that it describes."""
    raw = read_json(path)
    assert raw["$schema"] == SCHEMA_FILE
    jsonschema_rs.Draft202012Validator(dict(sheet_json_schema())).validate(raw)


@pytest.mark.parametrize(
    "change",
    [
        {"weapons": []},
        {"id": "Frigate Deal"},
        {"media": {}},
        {"media": [{"id": "photo"}]},
        {"source": {"language": "en"}},
    ],
)
def test_schema_refuses_other_shapes(change: dict[str, Any]) -> None:
    """What the schema describes is not anything: unknown names, bad ids, missing fields do not validate."""
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.Draft202012Validator(dict(sheet_json_schema())).validate(read_json(FRIGATE) | change)


def test_schema_is_a_schema_of_what_is_written_by_hand() -> None:
    """The schema is valid against its own meta-schema, and knows no computed field."""
    jsonschema_rs.meta.validate(dict(sheet_json_schema()))
    fields = {name for part in sheet_json_schema()["$defs"].values() for name in part["properties"]}
    assert not fields & {"derived", "earliest", "latest"}
    assert {"edtf", "exact", "digest", "attributed_to"} <= fields


def test_schema_uses_only_keywords_of_json_schema() -> None:
    """No constraint is lost to a keyword that JSON Schema does not know."""
    assert set(keywords(sheet_json_schema())) <= KEYWORDS


def keywords(part: Any) -> Iterator[str]:
    """Yield the keywords of a JSON Schema and of the schemas in it."""
    if isinstance(part, dict):
        yield from part
        for name, inner in part.items():
            if name in {"properties", "$defs"}:
                for each in inner.values():
                    yield from keywords(each)
            elif name not in {"default", "examples"}:
                yield from keywords(inner)
    elif isinstance(part, list):
        for each in part:
            yield from keywords(each)


def digest(raw: dict[str, Any]) -> str:
    """Return the fingerprint of a sheet."""
    return parse_sheet("sheet.json", raw).digest


def test_digest_is_of_the_content() -> None:
    """Any change of content changes a sheet's fingerprint, the order of a list's items included."""
    raw = read_json(FRIGATE)
    changed = raw | {"title": raw["title"].upper()}
    reordered = raw | {"places": raw["places"][::-1]}
    assert len({digest(raw), digest(changed), digest(reordered)}) == 3


def test_digest_is_not_of_the_writing(tmp_path: Path) -> None:
    """Spaces, the order of names, escapes and the file's name leave a sheet's fingerprint as it is."""
    raw = read_json(FRIGATE)
    spaced = tmp_path / "spaced.json"
    spaced.write_text(json.dumps(raw, indent=7, ensure_ascii=True), encoding="utf-8")
    sorted_by_name = written(tmp_path / "sorted.json", json.loads(json.dumps(raw, sort_keys=True)))
    found = {sheet.digest for sheet in map(read_sheet, (FRIGATE, spaced, sorted_by_name))}
    assert found == {digest(raw)}


def test_sheet_is_what_its_file_says() -> None:
    """A sheet holds its file's id, title and source, and every kind in order, also one without records."""
    raw = read_json(FRIGATE)
    del raw["media"]
    sheet = parse_sheet("sheet.json", raw)
    assert (sheet.id, sheet.title, sheet.source.byline) == (raw["id"], raw["title"], "Inger Solbakken")
    assert list(sheet.records) == list(KINDS)
    assert sheet.records["media"] == ()


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    """A file that begins with a byte order mark, as some editors write one, is read like any other."""
    path = tmp_path / "marked.json"
    path.write_bytes(b"\xef\xbb\xbf" + FRIGATE.read_bytes())
    assert read_sheet(path).digest == read_sheet(FRIGATE).digest


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A pipe among the sheets of a directory is told of; nothing waits for it."""
    os.mkfifo(tmp_path / "pipe.json")
    assert one_problem(lambda: find_sheets([tmp_path])).message == "is no file"
