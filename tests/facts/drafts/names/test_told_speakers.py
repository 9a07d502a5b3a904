"""Who says the words of a statement without a speaker: whom the sentence names as saying them, or it is asked."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: the dam
people:
  Ada Lind:
  Bo Frisk:
organizations:
  Harbour Board:
  Lode Union:
statements:
  what is said:
    quote: QUOTE
"""
NAMES = "Ada Lind and Bo Frisk met the Harbour Board and the Lode Union."


def speaker_of(text: str, quote: str) -> tuple[str | None, str | None]:
    """Return the speaker of a statement with a quotation from a text, and the only problem."""
    result = build("dam.yaml", DRAFT.replace("QUOTE", quote), Article(f"{NAMES}\n{text}"), "dam")
    statement = json.loads(result.text)["statements"][0] if result.text else {}
    doubts = [str(warning) for warning in result.warnings if warning.field == "speaker"]
    problems = [problem.message for problem in result.problems]
    assert len(problems) <= 1, problems
    return statement.get("speaker"), [*problems, *doubts, None][0]


@each_row(
    ("text", "quote", "speaker"),
    [
        ("Lind denied that the dam leaks.", "Lind denied that the dam leaks", "ada-lind"),
        ("Lind denied that the dam leaks.", "the dam leaks", "ada-lind"),
        ("Lind declined to comment on it.", "Lind declined to comment on it", "ada-lind"),
        ("The Lode Union did not respond.", "The Lode Union did not respond", "lode-union"),
        ("Frisk confirmed the order.", "Frisk confirmed the order", "bo-frisk"),
        ("Frisk has warned that the dam will break.", "Frisk has warned that the dam will break", "bo-frisk"),
        ("The Lode Union disagreed.", "The Lode Union disagreed", "lode-union"),
        ("The Lode Union disagreed, saying its men had reported leaks.", "The Lode Union disagreed", "lode-union"),
        ("The Lode Union disagreed, saying that it leaks.", "The Lode Union disagreed", "lode-union"),
        ("The Lode Union promised ten jobs.", "The Lode Union promised ten jobs", "lode-union"),
        ("Lind promised ten jobs.", "ten jobs", "ada-lind"),
        ("Lind made the same allegation in a letter.", "Lind made the same allegation", "ada-lind"),
        ("Her colleague Bo Frisk made that accusation.", "Her colleague Bo Frisk made that accusation", "bo-frisk"),
        ("Lind made the claim that the dam leaks.", "Lind made the claim that the dam leaks", "ada-lind"),
        ("Lind has made a similar promise.", "has made a similar promise", "ada-lind"),
        ("Lind called the plan \u201ca step backward\u201d.", "a step backward", "ada-lind"),
        ("The board's head, Ada Lind, called it \u201ca ruin\u201d.", "a ruin", "ada-lind"),
        ("Lind insisted the dam was safe.", "the dam was safe", "ada-lind"),
        ("Lind told Frisk that the dam was safe.", "Lind told Frisk that", "ada-lind"),
        ("Lind told the Harbour Board on Monday that the dam was safe.", "the dam was safe", "ada-lind"),
        ("Frisk added that the dam was safe.", "Frisk added that the dam was safe", "bo-frisk"),
        ("Lind said no one would be dismissed.", "Lind said no one would be dismissed", "ada-lind"),
        ("Frisk rejected the offer.", "Frisk rejected the offer", "bo-frisk"),
        ("Passenger group Lode Union welcomed it but said more.", "Lode Union welcomed it", "lode-union"),
        ("Frisk said the Lode Union would reply to it.", "Frisk said the Lode Union would reply to it", "bo-frisk"),
        ("Frisk said the Lode Union would reply to it.", "the Lode Union would reply to it", "bo-frisk"),
        ("The board's head, Ada Lind, claims that the dam is safe.", "the dam is safe", "ada-lind"),
        ("The dam is safe, Lind said.", "The dam is safe", "ada-lind"),
        ("According to the Harbour Board, the dam leaks.", "the dam leaks", "harbour-board"),
        ("Lind denies that the dam leaks.", "denies that the dam leaks", "ada-lind"),
        ("Frisk, who voted against, said the dam was safe.", "said the dam was safe", "bo-frisk"),
        ("Frisk, a former miner, also doubts that it holds.", "doubts that it holds", "bo-frisk"),
        ("Frisk, a former miner, also doubts that it holds.", "also doubts that it holds", "bo-frisk"),
        ("The miners' group, the Lode Union, said on Friday it saw no plan.", "it saw no plan", "lode-union"),
        ("\u201cIt leaks,\u201d Lind denied on Friday.", "It leaks", "ada-lind"),
        ("Lind said the dam leaks in spring.", "leaks in spring", "ada-lind"),
        ("Lind said on Tuesday its dam, built by Frisk, leaks in spring.", "leaks in spring", "ada-lind"),
        ("The Harbour Board says 12 ships would come.", "would come", "harbour-board"),
        ("\u201cIt leaks,\u201d revealed Frisk.", "It leaks", "bo-frisk"),
        ("Frisk rejected the criticism, saying the dam was old.", "the dam was old", "bo-frisk"),
        ("Frisk rejected the claim, saying the dam was old.", "the dam was old", "bo-frisk"),
        ("Frisk rejected the claim, saying it was old and that it was his.", "it was his", "bo-frisk"),
        ("Frisk said that the town had not been told of it.", "the town had not been told of it", "bo-frisk"),
        ("Frisk said it had found a leak and had not mended it.", "had not mended it", "bo-frisk"),
        ("Frisk said the dam was old and would be mended.", "would be mended", "bo-frisk"),
        ("Frisk rejected the criticism, saying that the dam was old.", "the dam was old", "bo-frisk"),
        ("Frisk rejected the criticism, saying the dam was old.", "saying the dam was old", "bo-frisk"),
        ("Lind denied this, adding that no dam had met the rules.", "had met the rules", "ada-lind"),
        ("Lind said the dam leaks in spring, and that a pump was on its way.", "pump was on its way", "ada-lind"),
        ("Lind said the rules excused leaks caused by frost, and that the board had paid.", "had paid", "ada-lind"),
        ("Lind said that the dam leaks and that a pump was on its way.", "a pump was on its way", "ada-lind"),
    ],
)
def test_the_subject_of_a_verb_of_speech_is_the_speaker(text: str, quote: str, speaker: str) -> None:
    """Whoever is named as denying, promising or telling something says it, in words with the verb or after "that"."""
    assert speaker_of(text, quote) == (speaker, None)


@each_row(
    ("text", "quote"),
    [
        ("Lind and Frisk declined to comment.", "Lind and Frisk declined to comment"),
        ("Lind's lawyer declined to comment.", "Lind's lawyer declined to comment"),
        ("A spokesman for the Lode Union refused to say.", "spokesman for the Lode Union refused to say"),
        ("Members of the Lode Union disagreed.", "Members of the Lode Union disagreed"),
        ("Lode Union members disagreed.", "Lode Union members disagreed"),
        ("Lind disagreed, and Frisk reported a leak.", "Lind disagreed, and Frisk reported a leak"),
        ("Lind and Frisk disagreed.", "Lind and Frisk disagreed"),
        ("Members of the Lode Union did not comment.", "Members of the Lode Union did not comment"),
        ("Lode Union members did not comment.", "Lode Union members did not comment"),
        ("Lind spoke. The others did not respond.", "The others did not respond"),
        ("Lind said that Frisk denied that the dam leaks.", "Frisk denied that the dam leaks"),
        ("Lind and Frisk said that the dam leaks.", "the dam leaks"),
        ("Members of the Lode Union said that the dam leaks.", "the dam leaks"),
        ("Lode Union members warned that the dam leaks.", "Lode Union members warned that"),
        ("A spokesman for the Harbour Board denied that the dam leaks.", "the dam leaks"),
        ("Lind's lawyer denied that the dam leaks.", "the dam leaks"),
        ("She denied that the dam leaks.", "She denied that the dam leaks"),
        ("Lind's lawyer denied that the dam leaks.", "denied that the dam leaks"),
        ("Members of the Lode Union denied that the dam leaks.", "denied that the dam leaks"),
        ("Lind and Frisk denied that the dam leaks.", "denied that the dam leaks"),
        ("Lind said that Frisk denied that the dam leaks.", "denied that the dam leaks"),
        ("Lind praised on Friday the dam.", "the dam."),
        ("Lind was told on Friday the dam leaks.", "the dam leaks"),
        ("Lind was told that the dam leaks.", "the dam leaks"),
        ("Lind was accused by the union of hiding that the dam leaks.", "the dam leaks"),
        ("Lind praised the dam.", "the dam."),
        ("Lind said the dam leaks and Frisk sold it.", "sold it"),
        ("Lind said the dam, which leaks in spring.", "leaks in spring"),
        ("Lind praised the dam he had built.", "had built"),
        ("Lind, who said little, left the dam in spring.", "in spring"),
        ("The dam leaks. Lind denied it.", "The dam leaks"),
        ("Lind dismissed a warning from Frisk that the dam will break.", "the dam will break"),
        ("Lind dismissed a warning from Frisk that \u201cthe dam will break\u201d.", "the dam will break"),
        ("Frisk said he was happy and Lind that she was appalled.", "she was appalled"),
        ("Lind criticised Frisk for saying that the dam leaks.", "the dam leaks"),
        ("Lind recalled Frisk's promise that the dam would hold.", "the dam would hold"),
        ("Lind rejected the charge, made by Frisk, that she had lied.", "she had lied"),
        ("Lind rejected what Frisk called \u201ca bad joke\u201d.", "a bad joke"),
        ("Frisk rejected what Lind called a lie, saying the dam was old.", "the dam was old"),
        ("Frisk rejected the claim of Ada Lind, saying the dam was old.", "the dam was old"),
        ("Frisk left, and the town had not been told of it.", "the town had not been told of it"),
        ("Frisk said it leaked and has left the town.", "has left the town"),
        ("Frisk denied the claim and had left the town.", "had left the town"),
        ("Frisk met Lind and had left the town.", "had left the town"),
        ("Frisk said what Lind had denied and would be mended.", "would be mended"),
        ("Lind's lawyer rejected it, saying the dam was old.", "the dam was old"),
        ("The others rejected it, saying the dam was old.", "the dam was old"),
        ("Lind said the dam leaks and Frisk denied it, and that a pump was on its way.", "a pump was on its way"),
        ("Lind said that Frisk denied that the dam leaks and that it broke.", "it broke"),
        ("Lind reported the leak. It is feared that the dam will break.", "the dam will break"),
    ],
)
def test_nobody_else_is_taken_for_the_speaker(text: str, quote: str) -> None:
    """Two speakers, a lawyer or members, who is only told, and a verb of another sentence give no speaker."""
    speaker, problem = speaker_of(text, quote)
    assert (speaker, problem) == (None, "is missing")
