"""The architecture: folders depend on each other in one direction, names are unique and plain, files are small."""

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from facts.verify.doubts.checks import CHECKS
from tests.conftest import TESTS

ROOT = TESTS.parent
MODULES = sorted(path for package in ("api", "facts") for path in (ROOT / package).rglob("*.py"))
SOURCES = [*MODULES, *sorted(TESTS.rglob("*.py"))]
WEB_FRAMEWORKS = ("api", "fastapi", "starlette", "uvicorn", "httpx2")
MAX_FILE_LINES = 350
MAX_FUNCTION_LINES = 40
MAX_FLOORS = 6
TOP_LEVEL = {"README.md", "api", "facts", "pyproject.toml", "tests"}
LAYOUT = {
    "api": {
        *("__main__.py", "app.py", "openapi.py", "errors.py"),
        *("dependencies.py", "parameters.py", "schemas.py", "pagination.py", "formats.py", "paths.py"),
    },
    "api/routers": {"collections.py", "operations.py", "service.py", "discovery.py", "docs.py"},
    "api/pages": {
        *("format.py", "documents.py", "frame.py", "home.py", "sheet.py", "record.py", "contract.py"),
        *("statements.py", "lists.py", "facets.py", "timeline.py", "timescale.py", "errors.py"),
        *("values.py", "receipts.py", "passages.py", "words.py"),
    },
    "api/mcp": {"__main__.py", "app.py", "server.py", "tools.py", "results.py"},
    "api/site": {"__main__.py", "client.py", "crawler.py", "directory.py", "links.py"},
    "api/http": {
        *("problems.py", "guards.py", "headers.py", "encoding.py", "negotiation.py"),
        *("conditional.py", "query_string.py", "limits.py", "access_log.py", "rejections.py"),
    },
    "api/cache": {"middleware.py", "store.py", "exchange.py"},
    "api/server": {
        *("settings.py", "config.py", "protocol.py", "request_head.py", "workers.py", "reloader.py"),
        *("archives.py", "metrics.py", "pacing.py", "private_directory.py"),
    },
    "facts": {"__main__.py", "urls.py", "views.py"},
    "facts/model": {
        *("edtf.py", "edtf_pattern.py", "values.py", "receipt.py", "fields.py", "record.py"),
        *("source.py", "article.py", "collection.py", "kind.py"),
    },
    "facts/kinds": {
        *("contract.py", "country.py", "event.py", "media.py", "organization.py"),
        *("person.py", "place.py", "statement.py", "system.py"),
    },
    "facts/sheets": {
        *("sheet.py", "loader.py", "checks.py", "anchor.py", "reanchor.py", "raw.py"),
        *("json_schema.py", "problems.py"),
    },
    "facts/archive": {
        *("archive.py", "database.py", "tables.py", "indexes.py", "query.py", "cursor.py"),
        *("body.py", "facet_column.py", "ordered_column.py", "range_column.py", "fulltext.py"),
    },
    "facts/archive/ingest": {"load.py", "sheet_reader.py", "item_index.py", "writer.py", "merging.py"},
    "facts/archive/search": {
        "plan.py",
        "matching.py",
        "posting_lists.py",
        "search.py",
        "sorting.py",
        "pages.py",
    },
    "facts/formats": {"json.py", "csv.py", "ocds.py", "document.py", "item_fields.py"},
    "facts/formats/markdown": {"writer.py"},
    "facts/formats/jsonld": {"vocabulary.py"},
    "facts/quotations": {"check.py", "locators.py", "word_index.py"},
    "facts/verify": {
        *("verification.py", "tokens.py", "reader.py", "readings.py", "context.py", "currencies.py"),
        *("english_numbers.py", "english_money.py", "english_shares.py", "english_quantities.py", "english_dates.py"),
        *("values.py", "spans.py", "vocabulary.py"),
    },
    "facts/verify/doubts": {"checks.py", "check_context.py", "inferences.py", "foreign_sentences.py"},
    "facts/verify/doubts/own_words": {"paraphrases.py", "opposites.py", "lost_negations.py"},
    "facts/verify/grammar": {"sentences.py", "verb_parser.py", "verb_forms.py", "quoted_text.py"},
    "facts/drafts": {
        *("build.py", "schema.py", "loader.py", "from_sheet.py", "starter_draft.py", "prompt.py", "problems.py"),
    },
    "facts/drafts/text": {"nodes.py", "repair.py", "emit.py", "locate.py", "folding.py"},
    "facts/drafts/reading": {"sections.py", "fields.py", "claims.py", "values.py", "titles.py"},
    "facts/drafts/names": {"groups.py", "antecedents.py", "told_speakers.py"},
    "facts/drafts/expansion": {"sheets.py", "records.py", "resolve.py", "name_receipts.py"},
    "facts/commands": {
        *("command.py", "check.py", "verify.py", "anchor.py", "reanchor.py", "read.py", "schema.py", "export.py"),
        *("draft.py", "prompt.py", "build.py"),
    },
    "facts/data": {"s400-turkey.json", "sheet.schema.json"},
}
"""The files in which a newcomer finds what is named like them."""
HOW_IT_CAME = {"asked", "found", "given", "held", "made", "told", "whole"}
"""Names that tell how a value came, not what it holds."""
LOWER = {
    "api/http": set(),
    "api/cache": {"api/http"},
    "api/server": {"api/http", "api/paths", "facts"},
    "facts/model": {"facts/urls"},
    "facts/kinds": {"facts/model"},
    "facts/views": {"facts/kinds", "facts/model"},
    "facts/sheets": {"facts/kinds", "facts/model"},
    "facts/archive": {"facts/kinds", "facts/model", "facts/sheets", "facts/urls", "facts/views"},
    "facts/formats": {"facts/kinds", "facts/model", "facts/urls", "facts/views"},
    "facts/quotations": {"facts/model", "facts/verify"},
    "facts/verify": {"facts/kinds", "facts/model", "facts/sheets"},
    "facts/drafts": {"facts/kinds", "facts/model", "facts/sheets", "facts/verify"},
}
"""What each folder may import besides itself; `facts` stands for all of it."""
DRAFTS = ("text", "reading", "names", "expansion")
"""The folders of the drafts, each of which may import those before it."""
IMPORT_ALL = (
    "import importlib, json, sys; [*map(importlib.import_module, sys.argv[1:])]; print(json.dumps([*sys.modules]))"
)


def relative(path: Path) -> str:
    """Return a path as it is called in the repository."""
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    """Return the name by which the file of a module is imported."""
    return relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def folder_of(name: str) -> str:
    """Return the folder of a module, such as `facts/archive`; a module at the root of a package is its own."""
    return "/".join(name.split(".")[:2])


@cache
def parse_module(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes_of(path: Path) -> Sequence[ast.AST]:
    """Return all nodes of the syntax tree of a module."""
    return [*ast.walk(parse_module(path))]


def imports_of(path: Path) -> Iterator[str]:
    """Yield the modules of this project that a module imports."""
    for node in nodes_of(path):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name for name in names if name.split(".")[0] in {"api", "facts"})


@cache
def import_graph() -> Mapping[str, set[str]]:
    """Return the folders that each folder imports."""
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        folder = folder_of(module_name(path))
        graph.setdefault(folder, set()).update(folder_of(name) for name in imports_of(path))
    return {folder: targets - {folder} for folder, targets in graph.items()}


def floor_of(folder: str, graph: Mapping[str, set[str]], path: tuple[str, ...] = ()) -> int:
    """Return the height of a folder above those that it imports; raise AssertionError for a circle.

    A module at the root of a package, such as `facts/urls`, is no floor of its own.
    """
    assert folder not in path, f"circle: {' <- '.join([*path, folder])}"
    below = max((floor_of(target, graph, (*path, folder)) for target in graph.get(folder, ())), default=0)
    return below + (ROOT / folder).is_dir()


def test_library_never_imports_the_web() -> None:
    """All of `facts`, its command line included, runs without `api` and without a web framework."""
    names = [module_name(path) for path in MODULES if path.is_relative_to(ROOT / "facts")]
    assert {"facts", "facts.__main__", "facts.archive.archive", "facts.kinds.contract"} <= set(names)
    command = [sys.executable, "-c", IMPORT_ALL, *names]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    loaded = json.loads(process.stdout)
    assert set(names) <= set(loaded)
    assert [name for name in loaded if name.split(".", 1)[0] in WEB_FRAMEWORKS] == []


def test_folders_import_in_one_direction() -> None:
    """The import graph by folder has no circle, and the library has at most six floors."""
    graph = import_graph()
    floors = {folder: floor_of(folder, graph) for folder in graph}
    assert max(floor for folder, floor in floors.items() if folder.startswith("facts")) <= MAX_FLOORS


def test_a_folder_imports_lower_ones_only() -> None:
    """The cache and the HTTP helpers know no facts; the model knows no kinds, the kinds no sheets, and so on."""
    for folder, lower in LOWER.items():
        targets = import_graph()[folder]
        assert {target for target in targets if target not in lower and target.split("/")[0] not in lower} == set(), (
            folder
        )


def test_files_have_the_names_that_one_searches_for() -> None:
    """Every file of the layout exists."""
    files = {folder: {path.name for path in (ROOT / folder).iterdir()} for folder in LAYOUT}
    assert {folder: names - files[folder] for folder, names in LAYOUT.items() if not names <= files[folder]} == {}


def test_nothing_else_is_at_the_top_level() -> None:
    """The top level of the repository has the two packages, the tests, two files, and dot-files."""
    command = ["git", "ls-files", "-z"]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    names = {name.split("/")[0] for name in process.stdout.split("\0") if name}
    assert {name for name in names if not name.startswith(".")} == TOP_LEVEL


def test_a_class_name_stands_for_one_class() -> None:
    """No two classes of `api` and `facts` share a name."""
    names = Counter(node.name for path in MODULES for node in nodes_of(path) if isinstance(node, ast.ClassDef))
    assert {name for name, count in names.items() if count > 1} == set()


def names_in(path: Path) -> Iterator[str]:
    """Yield the locals, parameters and functions of a module."""
    for node in nodes_of(path):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.FunctionDef(name=name):
                yield name
            case ast.MatchAs(name=str(name)):
                yield name


def test_a_name_tells_what_it_holds() -> None:
    """No local, parameter or function is named for how its value came."""
    assert [(relative(path), name) for path in SOURCES for name in HOW_IT_CAME.intersection(names_in(path))] == []


def test_no_function_is_private() -> None:
    """No function of the packages begins with an underscore, unless it overrides that of a library or of Python."""
    functions = [
        (relative(path), node.name)
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.name.startswith("_") and not node.name.startswith("__")
    ]
    assert functions == [("api/pages/environment.py", "_output_child_pre")]


def test_files_are_small() -> None:
    """No file has more than 350 lines."""
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > MAX_FILE_LINES} == {}


def test_functions_are_small() -> None:
    """No function of the packages has more than 40 lines."""
    lengths = {
        (relative(path), node.name): (node.end_lineno or 0) - node.lineno + 1
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > MAX_FUNCTION_LINES} == {}


def test_reading_and_writing_an_archive_are_apart() -> None:
    """What searches an archive imports nothing of what fills it, nor the other way round."""
    for folder, other in (("search", "ingest"), ("ingest", "search")):
        for path in (ROOT / "facts" / "archive" / folder).glob("*.py"):
            assert not any(target.startswith(f"facts.archive.{other}") for target in imports_of(path)), path


def test_doubts_rest_on_readers_and_grammar() -> None:
    """The grammar knows no records and no doubts; only the verification imports what looks for doubts."""
    folder = ROOT / "facts" / "verify"
    for path in (folder / "grammar").glob("*.py"):
        assert all(target.startswith("facts.verify.") for target in imports_of(path)), path
    for path in {*folder.glob("*.py"), *(folder / "grammar").glob("*.py")} - {folder / "verification.py"}:
        assert not any(target.startswith("facts.verify.doubts") for target in imports_of(path)), path


def test_a_draft_is_read_before_its_names_are_resolved() -> None:
    """Within the drafts, text is below reading, reading below names, names below the expansion of records."""
    folder = ROOT / "facts" / "drafts"
    for height, name in enumerate(DRAFTS):
        lower = {"problems", *DRAFTS[: height + 1]}
        for path in (folder / name).glob("*.py"):
            targets = {target for target in imports_of(path) if target.startswith("facts.drafts.")}
            assert {target for target in targets if target.split(".")[2] not in lower} == set(), path


def test_searches_share_no_lock() -> None:
    """The archive caches properties of its objects without the lock of functools, for which other threads wait."""
    for path in (ROOT / "facts" / "archive").rglob("*.py"):
        nodes = [node for node in nodes_of(path) if isinstance(node, ast.ImportFrom)]
        names = {alias.name for node in nodes if node.module == "functools" for alias in node.names}
        assert "cached_property" not in names, path


def test_every_check_is_run() -> None:
    """Each function of the doubts that takes the context of a check is one of the checks."""
    folder = ROOT / "facts" / "verify" / "doubts"
    functions = {
        function.name
        for path in folder.rglob("*.py")
        for function in parse_module(path).body
        if isinstance(function, ast.FunctionDef) and [arg.arg for arg in function.args.args] == ["context"]
    }
    assert sorted(functions) == sorted(check.__name__ for check in CHECKS)
