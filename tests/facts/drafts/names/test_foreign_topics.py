"""The words of `about` name what a record is about, and nothing else."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "Lode bought 12 Kite jets. It offered six Heron jets. The council approved it. The contract angered many."
DRAFT = """\
title: jets
organizations: {Lode: , council: }
systems: {Kite: , Heron: }
contracts:
  order: {title: purchase of aircraft, quote: Lode bought 12 Kite jets, buyers: Lode bought, system: 12 Kite jets}
events:
  offer: {title: offer of aircraft, quote: It offered, status: occurred, ABOUT}
  approval: {title: approval by a council, quote: approved it, participants: The council approved, TOPIC}
"""
NAMES, SILENT = "names heron", "does not name"


@each_row(
    ("key", "about", "message"),
    [
        ("ABOUT", "about: {order: six Heron jets}", NAMES),
        ("ABOUT", "about: {order: six Heron jets, basis: stated}", NAMES),
        ("ABOUT", "about: {order: six Heron jets, note: why}", NAMES),
        ("ABOUT", "about: kite", NAMES),
        ("ABOUT", "about: heron", None),
        ("ABOUT", "about: {heron: six Heron jets}", None),
        ("ABOUT", "about: [heron, order]", None),
        ("ABOUT", "about: {order: Lode bought}", None),
        ("ABOUT", "about: {order: 12 Kite jets}", None),
        ("TOPIC", "about: order", None),
        ("TOPIC", "about: {order: The council, basis: stated}", SILENT),
        ("TOPIC", "about: {offer: angered many, basis: stated}", SILENT),
        ("TOPIC", "about: {order: angered many}", None),
        ("TOPIC", "about: {order: The contract angered, basis: stated}", None),
    ],
)
def test_what_words_name_is_what_it_is_about(key: str, about: str, message: str | None) -> None:
    """Words that name another record are doubted, and stated ones whose sentence has nothing of what it is about."""
    other = "TOPIC" if key == "ABOUT" else "ABOUT"
    draft = DRAFT.replace(key, about).replace(f", {other}", "")
    result = build("j.yaml", draft, Article(TEXT), "j")
    doubts = [warning.message for warning in result.warnings if warning.field == "about"]
    assert result.problems == ()
    assert len(doubts) == bool(message)
    assert all(message and message in doubt for doubt in doubts), doubts
