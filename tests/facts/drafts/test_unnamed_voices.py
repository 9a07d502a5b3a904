"""Records told by a group without a name: the hint, and an id of a record that the words do not name."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "Ships sold\n\nEstmark sold two ships to Fjordvik, {}.\n"
DRAFT = """\
title: a sale
source: {{headline: {{passage: 1}}}}
places:
  Estmark:
organizations:
  Fjordvik: {{kind: company}}
  trade ministry: {{}}
events:
  sale of two ships:
    quote: Estmark sold two ships
    status: occurred
    attributed_to: {voice}
"""
TWO = "according to two people familiar with the talks"


def reports_on(words: str, voice: str) -> list[str]:
    """Return what is reported of who tells an event."""
    text = TEXT.format(f"{words}. The trade ministry agreed")
    draft = DRAFT.format(voice=voice).removesuffix("    attributed_to: None\n")
    built = build("sale.yaml", draft, Article(text), "sale")
    return [str(item) for item in [*built.problems, *built.warnings] if "attributed_to" in str(item)]


@each_row(
    ("words", "group"),
    [
        (TWO, "two people"),
        ("according to several company officials", "several company officials"),
        ("three experts said on Monday", "three experts"),
        ("industry sources said", "industry sources"),
    ],
)
def test_the_hint_for_a_group_without_a_name(words: str, group: str) -> None:
    """A group is told to be a statement's `named`, with its words and without, and no id is proposed."""
    for voice in (words, "None"):
        (report,) = reports_on(words, voice)
        assert f"statement with `named: {group}` in place of this record" in report
        assert "passage names" not in report


@each_row(
    ("words", "voice"),
    [
        (TWO, f"{{fjordvik: {TWO}, note: people of the company}}"),
        (TWO, f"{{estmark: {TWO}, note: people of the place}}"),
        ("industry sources said", "{trade-ministry: industry sources said, note: those of the ministry}"),
    ],
)
def test_an_id_for_a_group_without_a_name(words: str, voice: str) -> None:
    """An id whose words name just a group of people is doubted, whatever the note says."""
    assert any("its words name a group without a name" in report for report in reports_on(words, voice))


@each_row(
    ("words", "voice"),
    [
        ("its officials said", "{fjordvik: its officials said, note: those of the buyer}"),
        ("officials in charge said", "{trade-ministry: officials in charge said, note: those of the ministry}"),
        ("two people at the trade ministry said", "{trade-ministry: two people at the trade ministry said}"),
        ("its people said", "{fjordvik: its people said, note: those of the buyer}"),
    ],
)
def test_a_group_of_a_record(words: str, voice: str) -> None:
    """Words that name the record, or whose group belongs to one or works for it, are not doubted as a group."""
    assert not any("group without a name" in report for report in reports_on(words, voice))


@each_row(
    ("words", "hint"),
    [
        ("a clerk said", "Quote words that name a record, or write its id before them"),
        ("its people said", "Quote words that name a record, or write its id before them"),
    ],
)
def test_the_hint_for_other_words(words: str, hint: str) -> None:
    """Other words that name no record may have an id before them."""
    assert hint in reports_on(words, words)[0]


CONTRACT = """\
title: a sale
source: {headline: {passage: 1}}
places: {Estmark: }
organizations: {Fjordvik: }
contracts:
  sale:
    title: sale of ships
    quote: Estmark sold two ships
    suppliers: Estmark sold
    buyers: to Fjordvik
    quantity: two ships
    VOICE
"""


@each_row("words", [TWO, "two people said on Monday", "industry sources said"])
def test_a_contract_of_a_group_without_a_name(words: str) -> None:
    """The voice that the hint proposes is accepted, and the contract is the claim of somebody whom nobody names."""
    article = Article(TEXT.format(words))
    refused = build("sale.yaml", CONTRACT.replace("VOICE", f"attributed_to: {words}"), article, "sale")
    voice = refused.problems[0].hint.split("`")[1]
    built = build("sale.yaml", CONTRACT.replace("VOICE", voice), article, "sale")
    assert [str(issue) for issue in (*built.problems, *built.warnings)] == []
    contract = next(record for kind, record in built.sheet or () if kind == "contracts")
    assert [getattr(contract, name) for name in ("voice", "attributed_to")] == ["attributed", None]
    assert [span.exact for span in contract.evidence["voice"].spans] == [words]


def test_two_who_say_the_same() -> None:
    """Of several who tell a record one is written, with a note that another says so too."""
    text = "Ships sold\n\nEstmark sold two ships to Fjordvik, both said on Monday.\n"
    several = CONTRACT.replace("VOICE", "attributed_to: {estmark: both said, fjordvik: both said}")
    (problem,) = build("sale.yaml", several, Article(text), "sale").problems
    form = problem.hint.split("`")[1]
    for name, words in (("some-id", "estmark"), ("its words", "both said"), ("words with its name", "Estmark sold")):
        form = form.replace(name, words)
    built = build("sale.yaml", CONTRACT.replace("VOICE", f"attributed_to: {form}"), Article(text), "sale")
    assert [str(issue) for issue in (*built.problems, *built.warnings)] == []


BRIDGE = """\
title: a bridge
people: {Lisa Berg: {offices: mayor}}
organizations: {Bronor: {kind: builder}}
events:
  opening of a bridge:
    quote: The bridge will open in May
    when: in May
    VOICE
"""


@each_row(
    ("words", "voice", "number"),
    [
        ("the mayor and the builder said", "attributed_to: the mayor and the builder said", 2),
        ("the mayor and the builder said", "", 1),
        ("Lisa Berg and Bronor said", "attributed_to: Lisa Berg and Bronor said", 2),
    ],
)
def test_two_who_are_named_together(words: str, voice: str, number: int) -> None:
    """What is proposed for two who say one thing is accepted: their words as the voice, or one with a note."""
    article = Article(f"The bridge will open in May, {words}. Lisa Berg is the mayor. Bronor is the builder.")
    result = build("b.yaml", BRIDGE.replace("VOICE", voice), article, "b")
    issue = next(issue for issue in (*result.problems, *result.warnings) if issue.field == "attributed_to")
    forms = [form for form in issue.hint.split("`") if form.startswith(("voice: ", "attributed_to: "))]
    assert len(forms) == number
    for form in forms:
        built = build("b.yaml", BRIDGE.replace("VOICE", form), article, "b")
        assert built.problems == ()
        assert [str(issue) for issue in built.warnings if issue.field != "passages"] == []
