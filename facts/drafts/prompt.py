"""The prompt for a language model that is to write a draft."""

import json
from collections.abc import Iterator
from pathlib import Path

from facts.drafts.schema import draft_json_schema
from facts.drafts.text.emit import format_text
from facts.model.article import Article

TASK = Path(__file__).with_name("prompt.txt")
EXAMPLE = Path(__file__).with_name("example.txt"), Path(__file__).with_name("example.yaml")
"""An article of three sentences, and its draft."""


def format_prompt(article: Article, name: str) -> str:
    """Return the task, an example, the JSON Schema of a draft, and the numbered passages of an article."""
    return "\n".join(prompt_parts(article, name)) + "\n"


def prompt_parts(article: Article, name: str) -> Iterator[str]:
    """Yield the parts of the prompt."""
    yield TASK.read_text(encoding="utf-8").rstrip()
    article_example, draft_example = (path.read_text(encoding="utf-8").rstrip() for path in EXAMPLE)
    yield f"\nExample: an article\n[1] {article_example}\n\nand its draft\n```yaml\n{draft_example}\n```"
    yield "\nJSON Schema of a draft"
    yield json.dumps(draft_json_schema(), ensure_ascii=False, separators=(",", ":"))
    yield f"\nThe article, by passages. Its draft begins with `id: {format_text(name)}`."
    for number in range(1, len(article.passages) + 1):
        yield f"[{number}] {article.passage(number).strip()}"
