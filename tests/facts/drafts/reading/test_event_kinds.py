"""The kind of an event: what its title calls it, or the author's, where the title or the words say it; or none."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "The hall in Norvik collapsed on 3 March 2025, and workers went on strike."


def build_event(title: str, fields: str) -> tuple[str | None, str, list[str]]:
    """Return the kind of an event with a title and some fields, its basis, and the problems."""
    draft = f'title: a hall\nevents:\n  "{title}":\n    quote: The hall in Norvik collapsed\n    status: occurred\n'
    result = build("hall.yaml", draft + fields, Article(TEXT), "hall")
    event = json.loads(result.text)["events"][0] if result.text else {"kind": None, "evidence": {}}
    return event.get("kind"), event["evidence"].get("kind", {}).get("basis", ""), [*map(str, result.problems)]


@each_row(
    ("title", "fields", "kind", "basis"),
    [
        ("collapse of the hall", "", "collapse", "inferred"),
        ("fall of the hall", "    kind: fall\n", "fall", "inferred"),
        ("fall of the hall", "    kind: Fall\n", "fall", "inferred"),
        ("the hall's collapse", "", "collapse", "inferred"),
        ("the hall's fall", "    kind: fall\n", "fall", "inferred"),
        ("the workers' strike", "", "strike", "inferred"),
        ("strike by workers", "    kind: went on strike\n", "went on strike", "stated"),
        ("a hall", "", "hall", "stated"),
        ("collapse that has been feared", "", "collapse", "inferred"),
        ("collapse of the hall, whose cause is not known", "", "collapse", "inferred"),
        ("talks held in Norvik", "", "talk", "inferred"),
        ("refusal of the town to say why the hall collapsed", "", "refusal", "inferred"),
        ("decision to build the hall", "", "decision", "inferred"),
        ("lack of proof that the hall was old", "", None, ""),
        ("nobody hurt in the hall", "", None, ""),
        ("remainder of the work", "", None, ""),
        ("partition of the hall", "", "partition", "inferred"),
        ("town to build a hall", "", None, ""),
        ("the hall in Norvik has collapsed", "", None, ""),
        ("work on the hall, which has not yet begun", "", None, ""),
        ("old and well known great hall", "", None, ""),
    ],
)
def test_a_title_says_the_kind(title: str, fields: str, kind: str | None, basis: str) -> None:
    """What the title calls an event is its kind, inferred unless its words say it too; a clause calls it nothing."""
    assert build_event(title, fields) == (kind, basis, [])


@each_row(
    ("title", "fields"),
    [
        ("collapse of the hall", "    kind: fire\n"),
        ("collapse of the hall", "    kind: {fire: collapsed}\n"),
        ("collapse of the hall", "    kind: {collapse: The hall in Norvik}\n"),
        ("collapse of the hall", "    kind: {strike: The hall in Norvik}\n"),
    ],
)
def test_another_kind_needs_words(title: str, fields: str) -> None:
    """A kind that neither the title nor the words say is refused without a note, also where other words say it."""
    _, _, (problem,) = build_event(title, fields)
    assert "which none of its quotations says" in problem


@each_row(
    ("sentence", "quote", "is_past"),
    [
        ("Norvik beat Bergen.", "Norvik beat Bergen", True),
        ("In May the Lode Union cut its fees.", "the Lode Union cut its fees", True),
        ("It hit the bridge.", "It hit the bridge", True),
        ("The council asked that Norvik cut the price.", "Norvik cut the price", False),
        ("If Norvik cut the price, he left.", "Norvik cut the price", False),
        ("It helped Norvik set a record.", "Norvik set a record", False),
        ("The price cut the town wants is here.", "The price cut the town", False),
        ("They beat the odds.", "They beat the odds", False),
        ("He let Norvik put it off.", "Norvik put it off", False),
    ],
)
def test_a_past_that_is_like_the_present(sentence: str, quote: str, is_past: bool) -> None:
    """Of a name or a pronoun in the singular, beat and cut are read as what occurred, unless it may be no past."""
    draft = f"title: news\nevents:\n  some thing:\n    quote: {quote}\n"
    result = build("n.yaml", draft, Article(sentence), "news")
    problems = [problem.message for problem in result.problems]
    assert ("cannot be read" in "".join(problems)) is not is_past, problems
    assert not result.text or json.loads(result.text)["events"][0]["status"] == "occurred"


@each_row(
    ("text", "quote", "is_state"),
    [
        ("It is the model, which costs about \u20ac9.", "which costs about \u20ac9", True),
        ("It costs 9 euros.", "It costs 9 euros", True),
        ("It had costs about \u20ac9.", "costs about \u20ac9", False),
        ("They bore the costs of 9 euros.", "the costs of 9 euros", False),
        ("It is one of those that cost the town.", "that cost the town", False),
    ],
)
def test_a_price_is_a_state(text: str, quote: str, is_state: bool) -> None:
    """What something costs stands so; costs that are a noun, and a loss, have no status of their own."""
    draft = f"title: a hall\nevents:\n  price:\n    quote: {quote}\n"
    result = build("hall.yaml", draft, Article(text), "hall")
    statuses = [event["status"] for event in json.loads(result.text)["events"]] if result.text else []
    assert (statuses == ["standing"]) == is_state


@each_row(
    ("title", "sentence", "status"),
    [
        ("refusal of the yard to comment", "Brunn declined to comment.", "occurred"),
        ("failure of the yard to deliver", "Brunn failed to deliver the boat.", "occurred"),
        ("silence of the yard", "Brunn declined to comment.", "standing"),
        ("silence of the yard", "Brunn has not commented.", "standing"),
        ("silence of the yard", "Brunn will not comment.", None),
        ("comment of the yard", "Brunn has not commented.", None),
        ("dismissal of the lawsuit", "A court dismissed the lawsuit.", "occurred"),
        ("dismissal of the lawsuit", "A court has not dismissed the lawsuit.", None),
        ("lawsuit of a yard", "A court dismissed the lawsuit.", None),
        ("request for secrecy", "Brunn asked not to be named.", "occurred"),
        ("request for secrecy", "Brunn did not ask for it.", None),
    ],
)
def test_a_refusal_that_the_title_names_occurred(title: str, sentence: str, status: str | None) -> None:
    """What is refused did not happen, but a refusal or a failure did; a silence stands."""
    draft = f"title: a boat\nevents:\n  {title}:\n    quote: {sentence.removesuffix('.')}\n"
    result = build("b.yaml", draft, Article(sentence), "boat")
    statuses = [event["status"] for event in json.loads(result.text)["events"]] if result.text else [None]
    assert statuses == [status]


@each_row(
    ("sentence", "quote", "status"),
    [
        ("Lode has grounded three jets since May.", "Lode has grounded three jets", "occurred"),
        ("Fires have burned the hills since June.", "Fires have burned the hills since June", "occurred"),
        ("One of them has already been lost.", "One of them has already been lost", "occurred"),
        ("Lode has been repaying it since May.", "Lode has been repaying it", "standing"),
        ("The hall has been closed since May.", "The hall has been closed", None),
        ("Lode had been out of action since May.", "Lode had been out of action", None),
        ("Lode runs seven halls.", "runs seven halls", "standing"),
        ("Lode meets the board.", "meets the board", None),
        ("The runs seven men made were long.", "runs seven men made", "occurred"),
    ],
)
def test_what_has_happened_since_then_and_what_holds(sentence: str, quote: str, status: str | None) -> None:
    """An act since May has occurred, what goes on since then stands; what has been closed may be either."""
    draft = f"title: jets\nevents:\n  news of it:\n    quote: {quote}\n"
    result = build("b.yaml", draft, Article(sentence), "jets")
    statuses = [event["status"] for event in json.loads(result.text)["events"]] if result.text else [None]
    assert statuses == [status], [str(issue) for issue in result.problems]
