"""`import`: write a draft of the records that another tool has extracted."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from facts.commands.command import Command
from facts.commands.drafts import write_draft
from facts.commands.files import read_article
from facts.drafts.extractions import FORMATS_HINT
from facts.drafts.files import read_utf8
from facts.drafts.imports import import_draft
from facts.drafts.text.folding import slugify


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    extractions_help = "JSON Lines as LangExtract writes them, or JSON with W3C annotations"
    parser.add_argument("extractions", type=Path, metavar="FILE", help=extractions_help)
    parser.add_argument("article", type=Path, metavar="ARTICLE", help="text of the article, in UTF-8")
    output_help = "file of the draft, with its JSON Schema beside it (default: standard output)"
    parser.add_argument("-o", "--output", type=Path, metavar="DRAFT", help=output_help)


def run(options: Namespace) -> int:
    """Write a draft of what another tool has extracted from an article."""
    article = read_article(options.article)
    text = read_utf8(options.extractions, FORMATS_HINT)
    identifier = slugify(options.article.stem) or "draft"
    write_draft(import_draft(options.extractions.name, text, article, identifier), options.output)
    return 0


IMPORT = Command(
    name="import",
    summary="Write a draft of what LangExtract or a W3C annotation tool has extracted",
    add_arguments=add_arguments,
    run=run,
)
