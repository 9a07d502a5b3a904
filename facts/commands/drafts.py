"""Write drafts to files or to standard output."""

import json
from pathlib import Path

from facts.commands.files import write_file
from facts.drafts.schema import draft_json_schema

DRAFT_SCHEMA_FILE = "draft.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={DRAFT_SCHEMA_FILE}"
"""By this line editors know the JSON Schema that is beside the draft."""


def write_draft(text: str, output: Path | None) -> None:
    """Write a draft to the file `output`, with the JSON Schema beside it that editors use; else print it."""
    text = f"{SCHEMA_LINE}\n{text}"
    if output is None:
        print(text, end="")
        return
    write_file(output, text)
    write_file(output.with_name(DRAFT_SCHEMA_FILE), json.dumps(draft_json_schema(), ensure_ascii=False) + "\n")
