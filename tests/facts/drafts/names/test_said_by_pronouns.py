"""Who speaks by a pronoun, by a name in an aside, by an estimate, or in pieces of one sentence; or it is asked."""

import json
from typing import Any

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: the dam
people: {Ada Lind: , Bo Frisk: }
organizations: {Harbour Board: {kind: board}, Kite Works: , Celtic Marine: {kind: insurer}}
statements:
  what is said:
    quote: QUOTE
    status: asserted
EVENT
"""
NAMES = "Ada Lind and Bo Frisk met the Harbour Board, Kite Works and the insurer Celtic Marine."


def build_with(text: str, quote: str, rest: str = "") -> tuple[Any, list[str]]:
    """Return the sheet of a statement with a quotation from a text, and the problems and doubts of who says it."""
    draft = DRAFT.replace("QUOTE", quote).replace("EVENT", rest)
    result = build("dam.yaml", draft, Article(f"{NAMES}\n{text}"), "dam")
    doubts = [issue for issue in result.warnings if issue.field in ("speaker", "attributed_to")]
    return json.loads(result.text) if result.text else None, [str(issue) for issue in (*result.problems, *doubts)]


SHE = "Transport Minister Ada Lind told reporters. She said the dam would hold."
TWO = "Ada Lind met Bo Frisk. She said the dam would hold."
OTHER = "Ada Lind met Eva Moss. She said the dam would hold."


@each_row(
    ("text", "quote", "speaker"),
    [
        (SHE, "She said the dam would hold", "ada-lind"),
        (SHE, "the dam would hold", "ada-lind"),
        ("Frisk left. Ada Lind came. He said it leaks.", "He said it leaks", None),
        ("Bo Frisk came. He also warned that the dam leaks.", "the dam leaks", "bo-frisk"),
        (TWO, "She said the dam would hold", None),
        (OTHER, "She said the dam would hold", None),
        ("Kite Works came. She said the dam would hold.", "She said the dam would hold", None),
        ("Bo Frisk came. The dam could leak in spring, he said, and it was late.", "The dam could leak", "bo-frisk"),
        ("Bo Frisk came. The dam could leak in spring, he said on Monday.", "could leak in spring", "bo-frisk"),
        ("Bo Frisk came. The dam could leak, it was late, he said.", "The dam could leak", None),
        ("Bo Frisk met Ada Lind. The dam could leak in spring, he said.", "The dam could leak", None),
        ("Bo Frisk came. The dam could leak, he said he knew.", "The dam could leak", None),
        ("Bo Frisk came. He said Ada Lind was told the dam leaks.", "the dam leaks", None),
        ("\u201cIt will leak,\u201d Kite Works managing director Ada Lind told us.", "It will leak", "ada-lind"),
        ("\u201cIt will leak,\u201d the Harbour Board's Bo Frisk said.", "It will leak", "bo-frisk"),
        ("\u201cIt will leak,\u201d Ada Lind of Kite Works said.", "It will leak", "ada-lind"),
        ("\u201cIt will leak,\u201d Kite Works and Ada Lind said.", "It will leak", None),
        ("Bo Frisk, a Social Democrat, left. \u201cIt will leak,\u201d he said.", "It will leak", "bo-frisk"),
        ("Bo Frisk of the Green League left. \u201cIt will leak,\u201d he said.", "It will leak", "bo-frisk"),
        ("Bo Frisk met Social Democrat. \u201cIt will leak,\u201d he said.", "It will leak", None),
        ("The insurer, Celtic Marine, said it would pay.", "Celtic Marine, said it would pay", "celtic-marine"),
        ("Kite Works, not Celtic Marine, said it would pay.", "Celtic Marine, said it would pay", None),
        ("It needs repairs, which Kite Works put at $3 million.", "repairs, which Kite Works put at", "kite-works"),
        ("Kite Works has estimated the cost at $3 million.", "Kite Works has estimated the cost at", "kite-works"),
        ("A rival of Kite Works put the cost at $3 million.", "put the cost at $3 million", None),
        ("Kite Works put the dam at risk.", "the dam at risk", None),
        (
            "Lind said that the 12 trams would come, and the dam would hold.",
            "[Lind said that the 12 trams would come, and the dam would hold]",
            "ada-lind",
        ),
        ("Lind said that the dam leaks. It does.", "[Lind said that the dam leaks, It does]", None),
        ("Lind said it leaks, Frisk said it is safe.", "[Lind said it leaks, Frisk said it is safe]", None),
    ],
)
def test_who_says_it_without_a_speaker(text: str, quote: str, speaker: str | None) -> None:
    """Whom a pronoun, an aside, an estimate or one of two pieces names is the speaker; else none is taken."""
    sheet, problems = build_with(text, quote)
    assert (sheet["statements"][0]["speaker"] if sheet else None) == speaker, problems
    assert not speaker or problems == []


IT = "The Harbour Board has bought a dam from Kite Works for $3 million, it said on Thursday."
BOUGHT = (
    "events:\n  purchase of a dam: {quote: has bought a dam, participants: The Harbour Board has, attributed_to: %s}"
)


@each_row(
    ("text", "words", "voice"),
    [
        (IT, "it said", "harbour-board"),
        (IT, "it said on Thursday", "harbour-board"),
        (IT.replace(" from Kite Works", ""), "it said", "harbour-board"),
        (IT.replace("it said", "and Kite Works knew it, it said"), "it said", None),
        (IT.replace("it said", "it paid"), "it paid", None),
        (IT.replace("it said", "he said"), "he said", None),
    ],
)
def test_it_is_the_body_of_its_sentence(text: str, words: str, voice: str | None) -> None:
    """A body that the sentence alone names before "it said", or that is its subject, says it."""
    quote = "Lind said it leaks\n    passages: 3"
    sheet, problems = build_with(f"{text}\nLind said it leaks.", quote, BOUGHT % words)
    event = next(iter(sheet["events"])) if sheet else {}
    assert (event.get("attributed_to"), problems if voice else []) == (voice, []), problems


HE = "Bo Frisk, an engineer, came on Monday. The dam could leak, he said, and it was late."


@each_row(
    ("text", "words", "speaker"),
    [
        (HE, "he said", "bo-frisk"),
        (HE.replace("he said", "he also said"), "he also said", "bo-frisk"),
        (HE.replace("Bo Frisk", "Ada Lind").replace("he said", "she said"), "she said", "ada-lind"),
        (HE.replace("came", "met Ada Lind"), "he said", None),
        (HE.replace("came", "met Eva Moss"), "he said", None),
        (HE.replace("Bo Frisk", "Kite Works"), "he said", None),
        (HE.replace("he said", "he paid"), "he paid", None),
        (HE.replace("he said", "\u201che said\u201d"), "he said", None),
    ],
)
def test_he_is_the_person_of_his_passage(text: str, words: str, speaker: str | None) -> None:
    """The only person whom the passage has named before "he said" is the speaker; of two, or of none, it is asked."""
    sheet, problems = build_with(text, f"The dam could leak\n    speaker: {words}")
    assert (sheet["statements"][0]["speaker"] if sheet else None) == speaker, problems
    assert not speaker or problems == []
