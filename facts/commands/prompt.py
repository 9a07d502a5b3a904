"""`prompt`: print the prompt with which a language model writes a draft."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from facts.commands.command import Command
from facts.commands.files import read_article
from facts.drafts.files import require_text
from facts.drafts.prompt import format_prompt
from facts.drafts.text.folding import slugify


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("article", type=Path, metavar="ARTICLE", help="text of the article, in UTF-8")


def run(options: Namespace) -> int:
    """Print the task, the JSON Schema of a draft and the numbered passages of an article."""
    article = read_article(options.article)
    require_text(options.article, article)
    print(format_prompt(article, slugify(options.article.stem) or "draft"), end="")
    return 0


PROMPT = Command(
    name="prompt",
    summary="Print what to give a language model that is to write a draft",
    add_arguments=add_arguments,
    run=run,
)
