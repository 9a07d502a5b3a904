"""The export command writes lists in the formats of the API."""

import json
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from facts.__main__ import main
from facts.archive import Archive
from tests.conftest import FRIGATE, S400

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("collection", ["sheets", "statements", "facts"])
def test_export_writes_what_the_api_serves(collection: str, client: TestClient, capsys: Capture) -> None:
    """Every item of a collection is written as the API serves it page by page."""
    assert main(["export", "--collection", collection, str(S400), str(FRIGATE)]) == 0
    exported = json.loads(capsys.readouterr().out)
    items: list[object] = []
    page = f"/v1/{collection}?limit=100"
    while page:
        body = client.get(page).json()
        items, page = items + body["items"], body["next"]
    assert exported["items"] == items
    assert exported["total"] == len(items) > (100 if collection == "facts" else 1)


@pytest.mark.parametrize(
    ("collection", "format_name"), [("facts", "jsonld"), ("facts", "ocds"), ("facts", "html"), ("contract", "csv")]
)
def test_export_rejects_what_it_cannot_write(collection: str, format_name: str, capsys: Capture) -> None:
    """A format that lists of the collection do not have is a usage error, before sheets are read; it names others."""
    command = ["export", "--collection", collection, "--format", format_name, "/nowhere"]
    with suppress(SystemExit):
        assert main(command) == 2
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert stderr.splitlines()[-1].startswith("fact-sheet export: error: ")
    assert "csv" in stderr if collection == "facts" else "'contracts'" in stderr


def test_an_export_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """The temporary archive is removed once it has been written, also if that fails."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert main(["export", "--collection", "sheets", str(FRIGATE)]) == 0
    assert not list(tmp_path.iterdir())
    assert "frigate-deal" in capsys.readouterr().out
    monkeypatch.setattr(Archive, "iterate", None)
    with pytest.raises(TypeError) as error:
        main(["export", "--collection", "sheets", str(FRIGATE)])
    assert error.traceback
    assert not list(tmp_path.iterdir())
