"""Words for who speaks, takes part or was told something that are said of another one are refused."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Ada Lind told the newspaper Jutro that the dam leaks. She told Kite Works, which he left.
Bo Frisk was calm. Lind said: “It leaks,” adding that Frisk had left. Lind said Frisk had been dismissed.
He hoped to stay with a crowd of people. It said it was safe, Frisk said.
Eva Moss denied that it leaks.
"""
DRAFT = """\
title: the dam
people: {Ada Lind: , Bo Frisk: , Eva Moss: }
organizations: {Jutro: {kind: newspaper}, Kite Works: }
events:
  stay: {title: a stay, quote: He hoped to stay, status: planned, participants: PARTICIPANTS}
statements:
  the dam is not tight: {quote: Eva Moss denied that, SPEAKER, OUTLET}
  frisk left: {quote: Frisk had left, speaker: TELLER}
  it leaks: {quote: Ada Lind told the newspaper Jutro that, outlet: newspaper Jutro}
"""
DEFAULTS = {
    "PARTICIPANTS": "{bo-frisk: He hoped}",
    "SPEAKER": "speaker: eva-moss",
    ", OUTLET": "",
    "TELLER": "Lind said",
}


def problems_with(key: str, text: str) -> list[str]:
    """Return the problems and the doubts of a draft with a text in one place."""
    draft = DRAFT.replace("TELLER", "{ada-lind: 'Lind said: '}" if key != "TELLER" else text)
    for name, default in DEFAULTS.items():
        draft = draft.replace(name, text if name == key else default)
    result = build("dam.yaml", draft, Article(TEXT), "dam")
    return [str(issue) for issue in (*result.problems, *result.warnings)]


@each_row(
    ("key", "text", "message"),
    [
        ("PARTICIPANTS", "{kite-works: [He hoped, told Kite Works], note: why}", "'He hoped' is said of a person"),
        ("PARTICIPANTS", "{kite-works: [He hoped, told Kite Works]}", "'He hoped' is said of a person"),
        ("PARTICIPANTS", "[a crowd of people]", None),
        ("PARTICIPANTS", "{kite-works: [He hoped, told Kite Works], bo-frisk: Bo Frisk was}", None),
        ("PARTICIPANTS", "{eva-moss: [He hoped, Eva Moss denied], note: why}", None),
        (", OUTLET", ", outlet: newspaper Jutro", "'newspaper Jutro' is in no sentence beside"),
        ("SPEAKER", "speaker: eva-moss, outlet: newspaper Jutro", "'newspaper Jutro' is in no sentence beside"),
        (", OUTLET", ", outlet: {jutro: newspaper Jutro, note: why}", None),
        ("TELLER", "{bo-frisk: Frisk had left}", "is what another one tells by 'adding'"),
        ("TELLER", "{bo-frisk: Frisk had been dismissed}", "the words of the statement stand with 'Lind said'"),
    ],
)
def test_words_that_are_said_of_another_one(key: str, text: str, message: str | None) -> None:
    """He is no company, an outlet is told where the statement is, and who is told of does not speak."""
    wrong = ("said of a person", "in no sentence beside", "what another one tells", "words of the statement stand")
    doubts = [problem for problem in problems_with(key, text) if any(words in problem for words in wrong)]
    assert any(message in problem for problem in doubts) if message else not doubts, doubts
