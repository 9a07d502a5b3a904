"""OCDS 1.1.5 and the extension, as libcoveocds would fetch them from the network.

The schemas are from the source distributions of ocdsextensionregistry 0.7.0 (release) and ocdskit 1.7.0 (package),
and the extension is as the API serves it. The codes of closed codelists are those of the schema, those of open
codelists are below.
"""

import io
import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

from facts.formats.ocds import EXTENSION_PATH, extension
from tests.conftest import TESTS

STANDARD = TESTS / "standards" / "ocds-1.1.5"
OPEN_CODELISTS = {
    "partyRole.csv": {"buyer", "procuringEntity", "supplier", "funder", "payer", "payee"},
    "milestoneType.csv": {"preProcurement", "approval", "engagement", "delivery", "reporting", "financing"},
}
BASE_URL = "https://facts.example"


def iter_codelists(schema: Any) -> Iterator[tuple[str, set[str]]]:
    """Yield each codelist that a schema refers to, with its codes."""
    if isinstance(schema, dict):
        if "codelist" in schema:
            codes = (
                schema.get("enum")
                or schema.get("items", {}).get("enum")
                or OPEN_CODELISTS.get(schema["codelist"], ())
            )
            yield schema["codelist"], set(codes) - {None}
        for subschema in schema.values():
            yield from iter_codelists(subschema)


def standard_zip() -> bytes:
    """Return the standard as the zip archive that libcoveocds expects."""
    schema = (STANDARD / "release-schema.json").read_text()
    files = {"release-schema.json": schema}
    files["release-package-schema.json"] = (STANDARD / "release-package-schema.json").read_text()
    files["versioned-release-validation-schema.json"] = json.dumps({"$schema": json.loads(schema)["$schema"]})
    for name, codes in iter_codelists(json.loads(schema)):
        files[f"codelists/{name}"] = "\n".join(["Code", *sorted(codes)])
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("standard/", "")
        for name, text in files.items():
            archive.writestr(f"standard/schema/{name}", text)
    return buffer.getvalue()


class StubSession:
    """An HTTP session that serves the extension and nothing else."""

    def get(self, url: str) -> SimpleNamespace:
        """Return the response of the API."""
        directory, _, name = url.rpartition("/")
        assert directory == BASE_URL + EXTENSION_PATH, url
        return SimpleNamespace(status_code=200, content=extension(BASE_URL)[name], raise_for_status=lambda: None)
