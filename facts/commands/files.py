"""The files of commands: articles to read, and sheets to rewrite."""

from pathlib import Path

from facts.model.article import Article
from facts.sheets.problems import Issue, SheetError


def read_article(path: Path) -> Article:
    """Return the article in the file `path`; raise SheetError if it cannot be read."""
    try:
        return Article.read(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        issue = Issue(str(path), "", "", f"cannot be read ({reason})", "Name the text file of the article")
        raise SheetError([issue]) from None


def atomic_write(path: Path, text: str) -> None:
    """Replace the content of the file `path`, or of its link target, atomically; keep its mode."""
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.new")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.chmod(target.stat().st_mode)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
