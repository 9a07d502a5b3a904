"""`draft`: write a draft to start from, or the draft of a sheet."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from facts.commands.command import Command
from facts.commands.drafts import write_draft
from facts.commands.files import read_article
from facts.drafts.files import require_text
from facts.drafts.from_sheet import to_draft
from facts.drafts.starter_draft import format_candidates
from facts.drafts.text.emit import format_lines
from facts.drafts.text.folding import slugify
from facts.model.article import Article
from facts.sheets.loader import read_sheet
from facts.sheets.problems import Issue, SheetError


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("article", type=Path, metavar="ARTICLE", help="text of the article, in UTF-8")
    from_help = "write the draft of this sheet, from which the same sheet is built"
    parser.add_argument("--from", type=Path, metavar="SHEET", dest="sheet", help=from_help)
    output_help = "file of the draft, with its JSON Schema beside it (default: standard output)"
    parser.add_argument("-o", "--output", type=Path, metavar="DRAFT", help=output_help)


def run(options: Namespace) -> int:
    """Write a draft with what can be read in an article, or the draft of a sheet."""
    article = read_article(options.article)
    require_text(options.article, article)
    name = slugify(options.article.stem) or "draft"
    text = draft_of(options.sheet, article) if options.sheet else format_candidates(article, name)
    write_draft(text, options.output)
    return 0


def draft_of(path: Path, article: Article) -> str:
    """Return the draft of the sheet in the file `path`; raise SheetError if it is not of the article."""
    sheet = read_sheet(path)
    if sheet.source.digest != article.digest:
        message = "is not the digest of the article"
        hint = "Name the article of the sheet, or run `reanchor` first"
        raise SheetError([Issue(path.name, "source", "digest", message, hint)])
    return "\n".join(format_lines(to_draft(sheet, article))) + "\n"


DRAFT = Command(
    name="draft",
    summary="Write a draft to start from, or with --from the draft of a sheet",
    add_arguments=add_arguments,
    run=run,
)
