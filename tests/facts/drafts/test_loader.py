"""Drafts beside their articles are loaded like sheets, and wrong ones are not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from facts.drafts.build import build_file
from facts.drafts.files import DraftFile
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
from facts.sheets.loader import find_sheets
from facts.sheets.problems import SheetError
from tests.conftest import FRIGATE
from tests.facts.drafts.helpers import DRAFT, TEXT, build_draft

LAZY = """\
import sys
from pathlib import Path
from facts.drafts.loader import find_sheets_and_drafts, load_sheets_and_drafts
list(load_sheets_and_drafts(find_sheets_and_drafts([Path(sys.argv[1])])))
assert not {"yaml", "babel", "facts.drafts.build", "facts.verify"} & sys.modules.keys()
"""


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A directory with a draft, its article and a sheet."""
    (tmp_path / "pier.yaml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "pier.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "frigate.json").write_bytes(FRIGATE.read_bytes())
    return tmp_path


def test_a_directory_of_drafts_and_sheets(directory: Path) -> None:
    """Sheets and drafts are loaded in the order of their names; a draft has the digest of its built sheet."""
    (directory / "draft.schema.json").write_text("{}", encoding="utf-8")
    os.utime(directory / "pier.yaml", (1000, 1000))
    os.utime(directory / "pier.txt", (2000, 2000))
    files = find_sheets_and_drafts([directory])
    assert [file.name for file in files] == ["frigate.json", "pier.yaml"]
    sheets = list(load_sheets_and_drafts(files))
    assert [sheet.id for sheet in sheets] == ["frigate-deal", "pier"]
    expected = build_draft(DRAFT).sheet
    assert expected
    assert sheets[1].digest == expected.digest
    assert sheets[1].modified.timestamp() == 2000


def test_a_draft_counts_instead_of_its_sheet(directory: Path) -> None:
    """The sheet that was built beside a draft may be old: the draft is built."""
    (directory / "pier.json").write_text("{}", encoding="utf-8")
    assert [file.name for file in find_sheets_and_drafts([directory])] == ["frigate.json", "pier.yaml"]


def test_a_wrong_draft_is_not_loaded(directory: Path) -> None:
    """The problems of drafts are raised after the last sheet, with their lines."""
    (directory / "pier.yaml").write_text(DRAFT.replace("Mayor\n", "Mayoress\n"), encoding="utf-8")
    with pytest.raises(SheetError, match=r"pier\.yaml:8: people/ase-bjorno offices.0.title: quotes 'Mayoress'"):
        list(load_sheets_and_drafts(find_sheets_and_drafts([directory])))


def test_a_missing_article_is_reported(directory: Path) -> None:
    """A draft without its article says where the article belongs."""
    (directory / "pier.txt").unlink()
    with pytest.raises(SheetError, match=r"pier\.txt: cannot be read .*Put the article there"):
        list(load_sheets_and_drafts([directory / "pier.yaml"]))


@pytest.mark.parametrize("content", [b"\xff\xfe", b""], ids=["not UTF-8", "empty"])
def test_an_unreadable_draft_is_reported(directory: Path, content: bytes) -> None:
    """A draft that is no text is reported by its name."""
    (directory / "pier.yaml").write_bytes(content)
    with pytest.raises(SheetError, match=r"pier\.yaml"):
        list(load_sheets_and_drafts([directory / "pier.yaml"]))


def test_sheets_are_loaded_without_what_drafts_need(directory: Path) -> None:
    """Without drafts, neither YAML nor the readers of words are imported, so that the server starts quickly."""
    (directory / "pier.yaml").unlink()
    command = [sys.executable, "-c", LAZY, str(directory)]
    subprocess.run(command, check=True)  # noqa: S603
    assert json.loads((directory / "frigate.json").read_text(encoding="utf-8"))["id"] == "frigate-deal"


def test_what_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    """A draft that does not exist is named before its article, and an article without text is empty."""
    draft = DraftFile.beside(tmp_path / "pier.yaml")
    with pytest.raises(SheetError, match=r"pier\.yaml: cannot be read"):
        build_file(draft)
    draft.path.write_text(DRAFT, encoding="utf-8")
    with pytest.raises(SheetError, match=r"pier\.txt: cannot be read .*Put the article there"):
        build_file(draft)
    draft.article.write_text(" \n", encoding="utf-8")
    with pytest.raises(SheetError, match=r"pier\.txt: is empty"):
        build_file(draft)


def test_drafts_are_no_sheets(directory: Path) -> None:
    """Where only sheets are read, a draft is refused with how to build it; sheets beside drafts are read."""
    assert [file.name for file in find_sheets([directory])] == ["frigate.json"]
    with pytest.raises(SheetError, match=r"is a draft, not a sheet.*python -m facts build"):
        find_sheets([directory / "pier.yaml"])
    (directory / "frigate.json").unlink()
    (directory / "draft.schema.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SheetError, match=r"contains drafts, but no \*\.json file.*python -m facts build"):
        find_sheets([directory])
