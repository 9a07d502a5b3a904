"""The site has the whole API as files: every link leads to a file, and a second run writes what changed."""

import csv
import json
import re
from html import unescape
from io import StringIO
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.site.__main__ import main
from api.site.directory import MANIFEST, DirectoryError, SiteDirectory
from api.site.links import SiteAddress
from facts.archive import Archive
from facts.sheets.loader import read_sheet
from tests.api.client import AppClient
from tests.conftest import FRIGATE
from tests.tables import each_row

LINK = re.compile(r'<[^>]* (?:href|src)="([^"]*)"')
SHEET = "v1/sheets/frigate-deal"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a site of one sheet."""
    directory = tmp_path_factory.mktemp("site") / "public"
    assert main([str(directory), "--sheets", str(FRIGATE)]) == 0
    return directory


@pytest.fixture(scope="module")
def client() -> TestClient:
    """A client of the API of the same sheet."""
    return AppClient(create_app(Archive.build([read_sheet(FRIGATE)])))


def read_files(directory: Path) -> dict[str, bytes]:
    """Return the files of a site by their paths."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_every_link_leads_to_a_file(site: Path) -> None:
    """Each link of a page or of Markdown is relative, and is the path of a file with the place that it names."""
    files = read_files(site)
    texts = {file: body.decode() for file, body in files.items() if file.endswith((".html", ".md"))}
    ids = {file: set(re.findall(r'id="([^"]*)"', text)) for file, text in texts.items()}
    assert sum(file.endswith(".html") for file in files) > 150
    for file, text in texts.items():
        links = LINK.findall(text) if file.endswith(".html") else re.findall(r"(?<!\\)\]\(([^)^]+)\)", text)
        for link in map(unescape, set(links)):
            parts = urlsplit(link)
            if parts.scheme in {"http", "https", "mailto"}:
                continue
            assert not parts.path.startswith("/"), (file, link)
            name = normpath(f"{dirname(file)}/{unquote(parts.path)}").lstrip("/") if parts.path else file
            assert name in files, (file, link)
            assert not parts.fragment or parts.fragment in ids[name], (file, link)


@each_row("suffix", ["json", "csv", "ndjson", "ocds.json", "md", "html"])
def test_every_address_with_a_suffix_is_a_file(site: Path, client: TestClient, suffix: str) -> None:
    """Lists, sheets and records are files at their addresses; data has the bytes of the API, but for `url`."""
    for path in ("v1/contracts", f"{SHEET}/contracts"):
        body = (site / f"{path}.{suffix}").read_bytes()
        if suffix not in {"md", "html"}:
            assert served_urls(body, f"{path}.{suffix}") == client.get(f"/{path}.{suffix}").content
    for file in (f"{SHEET}/people/joao-meireles.json", f"{SHEET}/people/joao-meireles.jsonld", f"{SHEET}.jsonld"):
        assert served_urls((site / file).read_bytes(), file) == client.get(f"/{file}").content


def served_urls(body: bytes, file: str) -> bytes:
    """Return the data of a file with the URLs of records as the API has them."""
    pattern = r'"url":"([^":]*)\.json"' if "json" in file else r"(?<=,)([\w./-]*)\.json(?=,)"
    key = '"url":"{}"' if "json" in file else "{}"
    return re.sub(pattern, lambda match: key.format(urljoin(f"/{file}", match[1])), body.decode()).encode()


@pytest.mark.parametrize("suffix", ["json", "ndjson", "csv"])
def test_every_url_of_data_leads_to_its_record(site: Path, suffix: str) -> None:
    """`url` of a record, a row or a sheet is the file in JSON of the record with this id, relative to its file."""
    count = 0
    for file in site.rglob(f"*.{suffix}"):
        for item in read_items(file, suffix):
            target = file.parent / unquote(item["url"])
            count += 1
            assert json.loads(target.read_bytes())["id"] == (item.get("id") or item["subject"].rpartition("/")[2])
    assert count > 500


def read_items(file: Path, suffix: str) -> list[dict[str, Any]]:
    """Return the items of a list in a file of the site, or the record or the sheet in it."""
    text = file.read_text("utf-8")
    if suffix == "csv":
        return list(csv.DictReader(StringIO(text, newline="")))
    if suffix == "ndjson":
        return list(map(json.loads, text.splitlines()))
    content = json.loads(text)
    items = content.get("items", [content])
    return [item for item in items if "url" in item and not file.name.endswith(".ocds.json")]


def test_the_openapi_document_is_true_of_the_site(site: Path) -> None:
    """Every operation reads files of the site by the parameters of its path alone; nothing refers to a server."""
    document = json.loads((site / "openapi.json").read_bytes())
    paths = [file for file in read_files(site) if file.startswith("v1/") and not file.endswith(".html")]
    files = [path for path in paths if not re.search(r"\.\d+\.\w+$|^v1/ocds/", path)]
    patterns = {
        path: re.compile(re.sub(r"\{\w+\}", "[^/]+", path[1:].replace(".", r"\."))) for path in document["paths"]
    }
    for path, path_item in document["paths"].items():
        assert any(patterns[path].fullmatch(file) for file in files), path
        [operation] = path_item.values()
        names = [parameter["name"] for parameter in operation["parameters"]]
        assert names == re.findall(r"\{(\w+)\}", path)
        assert operation["responses"].keys() == {"200"}
        assert "headers" not in operation["responses"]["200"]
    assert [file for file in files if not any(pattern.fullmatch(file) for pattern in patterns.values())] == []
    assert [server["url"] for server in document["servers"]] == ["."]
    text = json.dumps([document["info"], document["paths"], document["tags"]])
    assert not [word for word in ("healthz", "filter", "`limit`", "#/components/responses") if word in text]
    for name in re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)):
        assert name in document["components"]["schemas"]


def test_documents_for_programs_are_true_of_the_site(site: Path) -> None:
    """The introduction and the catalog name files only, relative to theirs, and no filters and no health."""
    introduction = (site / "llms.txt").read_text("utf-8")
    links = re.findall(r"\]\(([^()]+)\)", introduction)
    links += re.findall(r"`(v1/[^`{]*)`", introduction)
    assert len(links) > 15
    catalog = json.loads((site / ".well-known/api-catalog").read_bytes())
    targets = [value for context in catalog["linkset"] for value in context.values() if isinstance(value, list)]
    entries = [entry for target in targets for entry in target]
    assert [link for link in links if not (site / link).is_file()] == []
    assert [entry for entry in entries if not (site / ".well-known" / entry["href"]).exists()] == []
    for text in (introduction, json.dumps(catalog)):
        assert not [word for word in ("healthz", "ilters", "`sort`", '"/', "(/") if word in text]


def test_the_pages_of_a_list_are_files(site: Path) -> None:
    """`next` of a list in JSON leads to its other pages, which together have every item."""
    items, file = 0, site / "v1/facts.json"
    while True:
        page = json.loads(file.read_bytes())
        items += len(page["items"])
        if page["next"] is None:
            break
        file = file.parent / page["next"]
    assert items == page["total"]
    assert file.name == f"facts.{-(-items // 50)}.json"
    assert (site / f"v1/{file.name.replace('json', 'html')}").is_file()
    assert 'rel="prev"' in (site / "v1/facts.2.html").read_text(encoding="utf-8")


def test_an_address_without_a_suffix_leads_to_its_page(site: Path) -> None:
    """Directories have an index, which leads to the page of their address."""
    assert 'href="../joao-meireles.html"' in (site / SHEET / "people/joao-meireles/index.html").read_text("utf-8")
    assert 'href="../people.html"' in (site / SHEET / "people/index.html").read_text("utf-8")
    assert 'href="../index.html"' in (site / "v1/index.html").read_text("utf-8")


def test_a_page_asks_nothing_of_a_server(site: Path) -> None:
    """No page has a form, a link to the health of a server, or one to a filter that is no file."""
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<form" not in text
        assert "healthz" not in text
        assert not [link for link in LINK.findall(text) if "?" in link]


def test_a_second_run_writes_what_changed(
    small_sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written if nothing changed; a changed file is written again, one that is gone is removed."""
    site, sheets = tmp_path / "site", ["--sheets", str(small_sheet)]
    assert main([str(site), *sheets]) == 0
    before = read_files(site)
    (site / "index.html").write_text("changed")
    (site / "v1/old").mkdir()
    (site / "v1/old/file.html").write_text("gone")
    (site / "mine.txt").write_text("kept")
    manifest = json.loads((site / MANIFEST).read_bytes())
    (site / MANIFEST).write_text(json.dumps({"files": [*manifest["files"], "v1/old/file.html"]}))
    capsys.readouterr()
    assert main([str(site), *sheets, "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts == {"files": len(before) - 1, "written": 1, "removed": 1}
    (site / "mine.txt").unlink()
    assert read_files(site) == before
    assert not (site / "v1/old").exists()


def test_a_directory_of_others_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A directory with files that the command did not make is refused, and stays as it is; so is a file."""
    (tmp_path / "mine.txt").write_text("kept")
    for path in (tmp_path, tmp_path / "mine.txt"):
        assert main([str(path), "--sheets", str(FRIGATE)]) == 1
        assert "is not an empty directory, nor a site made before: name another one" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_manifest_never_leads_outside(tmp_path: Path) -> None:
    """What a list of files names outside of its directory is not removed."""
    directory, outside = tmp_path / "site", tmp_path / "outside.txt"
    directory.mkdir()
    outside.write_text("kept")
    (directory / MANIFEST).write_text(json.dumps({"files": ["../outside.txt"]}))
    with SiteDirectory(directory) as site:
        site.write("index.html", b"")
    assert outside.read_text() == "kept"


@each_row("text", ["", "{", "[]", '{"files": 1}', '{"file": []}', '{"files": [' + "[" * 200_000])
def test_a_damaged_manifest_is_refused(text: str, tmp_path: Path) -> None:
    """A list of files that cannot be read is named, and nothing is removed."""
    (tmp_path / MANIFEST).write_text(text)
    (tmp_path / "index.html").write_text("kept")
    with pytest.raises(DirectoryError, match="is damaged: remove it and the site"):
        SiteDirectory(tmp_path)
    assert (tmp_path / "index.html").read_text() == "kept"


@each_row(
    ("url", "file"),
    [
        ("/", "index.html"),
        ("/docs", "docs.html"),
        ("/v1/contracts.ocds.json", "v1/contracts.ocds.json"),
        ("/v1/statements.html?speaker=a&about=TR", "v1/statements.about=TR&speaker=a.html"),
        ("/v1/contracts.html?signed=2017%2F2020", "v1/contracts.signed=2017~2F2020.html"),
        ("/v1/events.html?date=2016~", "v1/events.date=2016~7E.html"),
        ("/v1/facts.html?q=..%2F..%2Fetc", "v1/facts.q=~2E~2E~2F~2E~2E~2Fetc.html"),
        ("/.well-known/api-catalog", ".well-known/api-catalog"),
    ],
)
def test_parameters_are_in_the_name_of_a_file(url: str, file: str) -> None:
    """A page with parameters has a file of its own, in the directory of the page without them."""
    assert SiteAddress.parse(url).file == file


def test_absolute_addresses_have_the_base_url(small_sheet: Path, tmp_path: Path) -> None:
    """With a base URL, `next`, the feed and canonical addresses are absolute."""
    base_url = "https://facts.example/news"
    assert main([str(tmp_path / "site"), "--sheets", str(small_sheet), "--base-url", base_url]) == 0
    assert json.loads((tmp_path / "site/v1/facts.json").read_bytes())["next"] == f"{base_url}/v1/facts.2.json"
    page = (tmp_path / "site/v1/sheets/small.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{base_url}/v1/sheets/small.html">' in page
    assert f"{base_url}/v1/sheets/small.html" in (tmp_path / "site/feed.atom").read_text("utf-8")
    urls = [item["url"] for item in read_items(tmp_path / "site/v1/events.json", "json")]
    assert urls
    assert all(url.startswith(f"{base_url}/v1/sheets/small/events/") and url.endswith(".json") for url in urls)
    record = json.loads((tmp_path / f"site{urls[0].removeprefix(base_url)}").read_bytes())
    linked = (tmp_path / f"site{urls[0].removeprefix(base_url)}ld").read_text("utf-8")
    assert f'"{base_url}/v1/sheets/small/events/{record["id"]}"' in linked
    assert '"/v1/' not in linked
    for name in ("llms.txt", ".well-known/api-catalog"):
        links = re.findall(r'(?:href":"|\]\()([^")]+)', (tmp_path / "site" / name).read_text("utf-8"))
        assert links
        assert [link for link in links if not link.startswith(f"{base_url}/")] == []
    assert json.loads((tmp_path / "site/openapi.json").read_bytes())["servers"][0]["url"] == base_url
