"""The speaker of a statement is the subject of the verb of speech in its sentence, or nobody that it names."""

import pytest

from facts.model.article import Article
from facts.verify.contradictions import find_contradictions
from facts.verify.finding import Finding
from tests.facts.verify.contradiction_cases import Records, build_record, receipt_for, slug_of, statement_of
from tests.tables import each_row

PEOPLE = ("Ada Lind", "Bo Frisk")
ORGANIZATIONS = ("Harbour Board", "Lode Union")
ACCEPTED = [
    ('Lind said Frisk had lied, but Frisk called that "absurd".', "absurd", "Bo Frisk"),
    ("Frisk, whom Lind accused of lying, said the dam was safe.", "the dam was safe", "Bo Frisk"),
    ("Accused by Lind of lying, Frisk said the dam was safe.", "the dam was safe", "Bo Frisk"),
    ("Lind and Frisk said the dam was safe.", "the dam was safe", "Ada Lind"),
    ("Lind and Frisk said the dam was safe.", "the dam was safe", "Bo Frisk"),
    ('Lind rejected what Frisk called "a bad joke".', "a bad joke", "Bo Frisk"),
    ("Lind rejected claims by Frisk that the dam was unsafe.", "the dam was unsafe", "Bo Frisk"),
    *(
        (f"Lind {verb} {claim} that the dam was unsafe.", quote, speaker)
        for verb in ("denied", "rejected", "dismissed", "confirmed", "disputed")
        for claim, quote, speaker in (
            ("a report by the union, the Lode Union,", "the dam was unsafe", "Lode Union"),
            ("a report by the union Lode Union", "a report by the union Lode Union that the dam", "Lode Union"),
            ("a new claim of the Lode Union", "claim of the Lode Union that the dam was", "Lode Union"),
            ("an allegation made by Frisk", "made by Frisk that the dam was unsafe", "Bo Frisk"),
            ("the suggestion from Bo Frisk", "from Bo Frisk that the dam was unsafe", "Bo Frisk"),
            ("the Lode Union's report", "the Lode Union's report that the dam was", "Lode Union"),
        )
    ),
    (
        "Lind denied reports that the dam was unsafe, which Frisk repeated on Monday.",
        "the dam was unsafe",
        "Bo Frisk",
    ),
    ('Lind dismissed a warning from Frisk that "the dam will break".', "the dam will break", "Bo Frisk"),
    (
        "Lind welcomed the apology of the Harbour Board, which said the dam was safe.",
        "the dam was safe",
        "Harbour Board",
    ),
    ('Lind, quoting Frisk, said the dam was "a ruin".', "a ruin", "Bo Frisk"),
    ("Lind told Frisk, who answered that the dam was safe.", "the dam was safe", "Bo Frisk"),
    ("Lind asked whether the dam was safe; Frisk said it was.", "it was", "Bo Frisk"),
    ("In a report to the Harbour Board, Lind says the dam leaks.", "the dam leaks", "Ada Lind"),
    ("A spokesman for the Harbour Board said the dam was safe.", "the dam was safe", "Harbour Board"),
    ("The head of the Harbour Board, Ada Lind, said the dam was safe.", "the dam was safe", "Ada Lind"),
    ("The Harbour Board's head, Ada Lind, said the dam was safe.", "the dam was safe", "Ada Lind"),
    ("The dam is safe, Lind said, while Frisk insists that it leaks.", "it leaks", "Bo Frisk"),
    ("The dam is safe, Lind said, while Frisk insists that it leaks.", "The dam is safe", "Ada Lind"),
    ("The dam leaks, Frisk says. Lind denies it.", "The dam leaks", "Bo Frisk"),
    ("Lind denies that the dam leaks, as the Lode Union claims.", "the dam leaks", "Lode Union"),
    ("Lind was told by Frisk that the dam leaks.", "the dam leaks", "Bo Frisk"),
    ('It was Frisk, Lind said, who called the dam "a ruin".', "a ruin", "Bo Frisk"),
    ('"The dam leaks," Lind said. "It always has," Frisk replied.', "It always has", "Bo Frisk"),
    ('Frisk left. "We paid," said Dr. Ada Lind, who runs it.', "We paid", "Ada Lind"),
    ('"The dam leaks." Lind was quoting Frisk. "It always has."', "It always has", "Bo Frisk"),
    (
        'The Harbour Board said on Monday it had paid. Its lawyer, Bo Frisk, called the claim "silly".',
        "silly",
        "Bo Frisk",
    ),
    ('Frisk was "very happy", Lind said.', "very happy", "Ada Lind"),
    ('Frisk said he was "very happy", and Lind that she was "appalled".', "appalled", "Ada Lind"),
    ("Frisk said he was happy and Lind that she was appalled.", "she was appalled", "Ada Lind"),
    ('For Frisk the dam is "a ruin"; Lind calls it "a jewel".', "a ruin", "Bo Frisk"),
    ('While Lind praised the dam, Frisk branded it "a ruin".', "a ruin", "Bo Frisk"),
    ('Lind praised the dam, and Frisk deemed it "a ruin".', "a ruin", "Bo Frisk"),
    ("Lind believes that the dam is safe, a view shared by Frisk.", "the dam is safe", "Bo Frisk"),
    ("The Lode Union, led by Frisk, said the dam leaks.", "the dam leaks", "Bo Frisk"),
    ("Frisk of the Lode Union said the dam leaks.", "the dam leaks", "Lode Union"),
    (
        'The dam "leaks like a sieve", according to a letter that Frisk wrote to Lind.',
        "leaks like a sieve",
        "Bo Frisk",
    ),
    ("According to Lind, Frisk said the dam leaks.", "the dam leaks", "Bo Frisk"),
    ("Lind criticised Frisk for saying that the dam leaks.", "the dam leaks", "Bo Frisk"),
    (
        "Lind denied an allegation by the Lode Union, whose head, Bo Frisk, said the dam leaks.",
        "the dam leaks",
        "Bo Frisk",
    ),
    ('The dam leaks, Frisk wrote in a letter, which Lind described as "silly".', "silly", "Ada Lind"),
    ("Mr. Frisk met Ms. Lind. Mr. Frisk said it leaks.", "it leaks", "Bo Frisk"),
    ("Lind said no. Her rival demanded more, and Frisk thinks that is too little.", "that is too little", "Bo Frisk"),
    ("The Lode Union has threatened a strike, Lind said.", "has threatened a strike", "Lode Union"),
    ("The Harbour Board expects no delay, Lind said.", "expects no delay", "Harbour Board"),
    ("The Harbour Board expects no delay, Lind said.", "The Harbour Board expects no delay", "Ada Lind"),
    ("Lind believes Frisk, who says that the dam leaks.", "the dam leaks", "Bo Frisk"),
    (
        'Asked if she had lied, Lind told the Harbour Board she had not; the board\'s Frisk was "stunned".',
        "stunned",
        "Bo Frisk",
    ),
    ("Lind recalled Frisk's promise that the dam would hold.", "the dam would hold", "Bo Frisk"),
    ("Lind accepted the offer that Frisk described as final.", "final", "Bo Frisk"),
    ("Speaking after Lind, Frisk said the bridge was late.", "the bridge was late", "Bo Frisk"),
    ("Frisk, unlike Lind, thinks the bridge is late.", "the bridge is late", "Bo Frisk"),
    ("Lind, Frisk and the Lode Union say the bridge is late.", "the bridge is late", "Ada Lind"),
    ("Lind, Frisk and the Lode Union say the bridge is late.", "the bridge is late", "Bo Frisk"),
    ("Neither Lind nor Frisk said that the bridge was late.", "the bridge was late", "Ada Lind"),
    ('The bridge is "a wreck", Frisk told Lind in a letter.', "a wreck", "Bo Frisk"),
    ('Lind called on Frisk to resign. Frisk called it "a stunt".', "a stunt", "Bo Frisk"),
    ('Frisk\'s comments that the bridge was "a wreck" angered Lind, who called them false.', "a wreck", "Bo Frisk"),
    ('Lind described as "false" Frisk\'s claim that the bridge was "a wreck".', "a wreck", "Bo Frisk"),
    ('Lind called Frisk\'s claim that the bridge was "a wreck" false.', "a wreck", "Bo Frisk"),
    ("Lind denied what she called a smear by Frisk: that the bridge was late.", "the bridge was late", "Bo Frisk"),
    (
        'The Harbour Board said it was sorry. "We were late," its chairman, Bo Frisk, wrote.',
        "We were late",
        "Bo Frisk",
    ),
    ('The Harbour Board apologised, its chairman Frisk having said it was "our fault".', "our fault", "Bo Frisk"),
    ("Lind says she is right, Frisk says the bridge is late.", "the bridge is late", "Bo Frisk"),
    ('Frisk fears "a wreck" and Lind sees "a triumph".', "a triumph", "Ada Lind"),
    ('Frisk fears a wreck, Lind hopes for "a triumph".', "a triumph", "Ada Lind"),
    ('Frisk fears a wreck, but to Lind it is "a triumph".', "a triumph", "Ada Lind"),
    (
        'Under a plan by Frisk that Lind described as vague, the bridge would open "in stages".',
        "in stages",
        "Bo Frisk",
    ),
    ('After Lind had said the bridge was late, Frisk resigned, saying he felt "betrayed".', "betrayed", "Bo Frisk"),
    ("Lind said Frisk told her that the bridge was late.", "the bridge was late", "Bo Frisk"),
    ("Frisk told the Harbour Board, Lind said, that the bridge was late.", "the bridge was late", "Bo Frisk"),
    ('Lind reported that the Lode Union, in a statement, had blamed "the weather".', "the weather", "Lode Union"),
    ('"Late," Lind wrote of the bridge, which Frisk called "a wreck".', "a wreck", "Bo Frisk"),
    ("The Lode Union, which Lind accused of greed, said the bridge was late.", "the bridge was late", "Lode Union"),
    (
        "The bridge will open in May, Lind said. It will be free, the Harbour Board added.",
        "It will be free",
        "Harbour Board",
    ),
    ("Told by Lind to stop, Frisk replied that the bridge was his.", "the bridge was his", "Bo Frisk"),
    ('Lind said: "It is late." Frisk: "It is not."', "It is not", "Bo Frisk"),
    ('Lind told the Lode Union she was sorry - "too late", in the words of Frisk.', "too late", "Bo Frisk"),
    ("The bridge is late, Lind said on Monday, a day after Frisk said it was not.", "it was not", "Bo Frisk"),
    ('Lind believes Frisk was "framed". Frisk, too, thinks the trial was "a farce".', "a farce", "Bo Frisk"),
    ('Lind quoted Frisk as saying the bridge was "a wreck".', "a wreck", "Bo Frisk"),
    ('Lind cited a report in which the Lode Union called the bridge "a wreck".', "a wreck", "Lode Union"),
    ('Lind agreed with Frisk that the bridge was "a wreck".', "a wreck", "Bo Frisk"),
    ('Lind reminded Frisk of his promise to pay "in full".', "in full", "Bo Frisk"),
    ('Lind said the board accepted the demand of the Lode Union for "a fair share".', "a fair share", "Lode Union"),
    ("Lind rejected the charge that she had lied, made by Frisk last week.", "she had lied", "Bo Frisk"),
    ("Lind rejected the charge, made by Frisk, that she had lied.", "she had lied", "Bo Frisk"),
    ('The Lode Union\'s claim of "theft" was rejected by Lind.', "theft", "Lode Union"),
    ("Lind said that, in the view of Frisk, the bridge was late.", "the bridge was late", "Bo Frisk"),
    ('Lind left. The board denied it. "It is safe," a spokesman said.', "It is safe", "Harbour Board"),
    ('Lind left. "It is safe," said an official of the port.', "It is safe", "Harbour Board"),
    ('Lind left. "It is safe," the chairwoman said.', "It is safe", "Ada Lind"),
    ('Lind left. "It is safe," a weary Lind said.', "It is safe", "Ada Lind"),
    ('Lind left. "It is safe," said its chairman, Bo Frisk.', "It is safe", "Bo Frisk"),
    ('Lind left. "It is safe," said its chairwoman, who met Bo Frisk.', "It is safe", "Ada Lind"),
    ('Lind left. "It is safe," said its chairwoman, a friend of Bo Frisk.', "It is safe", "Ada Lind"),
    ("The Harbour Board declined to comment. It has said that the dam leaks.", "the dam leaks", "Harbour Board"),
    ("The Harbour Board sued the Lode Union. It said that the dam leaks.", "the dam leaks", "Lode Union"),
    ("After the Harbour Board, others left. It said that the dam leaks.", "the dam leaks", "Lode Union"),
    ("The Harbour Board left.\n\nIt said that the dam leaks.", "the dam leaks", "Lode Union"),
    ("The Lode Union had threatened to strike.", "had threatened to strike", "Lode Union"),
    (
        "The Harbour Board reported that the Lode Union said the dam leaks.",
        "said the dam leaks",
        "Lode Union",
    ),
    (
        "The Harbour Board reported that the Lode Union had threatened to strike.",
        "had threatened to strike",
        "Harbour Board",
    ),
]
"""Sentences, words in them, and whose words they are, or may be."""
REFUSED = [
    ('Lind left. "It is safe," a weary Lind said.', "It is safe", "Bo Frisk"),
    ('Ada Lind, the mayor, called the dam "a ruin" on Monday.', "a ruin", "Bo Frisk"),
    ("According to Lind, the dam leaks.", "the dam leaks", "Bo Frisk"),
    ("The dam leaks, according to the Harbour Board.", "The dam leaks", "Lode Union"),
    ("The dam leaks, said Lind, the mayor.", "The dam leaks", "Bo Frisk"),
    ("Lind denied that the dam leaks.", "denied that the dam leaks", "Bo Frisk"),
    ('Lind, who built the dam, accused Frisk of "a cheap trick".', "a cheap trick", "Lode Union"),
    ("On Monday Lind repeatedly said that the dam leaks.", "the dam leaks", "Bo Frisk"),
    ('Lind said it leaks and warned of "a flood".', "a flood", "Bo Frisk"),
    ("The Lode Union rejected the plan.", "The Lode Union rejected the plan", "Harbour Board"),
    ('The dam "leaks like a sieve", as Lind had warned in June.', "leaks like a sieve", "Bo Frisk"),
    ('Lind told Frisk that the dam was "a ruin".', "a ruin", "Lode Union"),
    ('"We paid," Lind said. Frisk was pleased.', "We paid", "Bo Frisk"),
    ('"We paid," said Dr. Ada Lind, who runs it.', "We paid", "Bo Frisk"),
    ("According to Gov. Lind, the dam leaks.", "the dam leaks", "Bo Frisk"),
    ("The mayor of Lode, Ada Lind, said the dam leaks.", "the dam leaks", "Bo Frisk"),
    (
        'The chairwoman of the Harbour Board, Ada Lind, described it as "a gift" and said no more.',
        "a gift",
        "Bo Frisk",
    ),
    ("Frisk has long insisted that it was late.", "it was late", "Ada Lind"),
    *(
        (f"Lind {verb} a report by {others} that the dam was unsafe.", f"{quote} that the dam was unsafe", "Bo Frisk")
        for verb in ("denied", "rejected", "confirmed", "said")
        for others, quote in (
            ("the Lode Union", "a report by the Lode Union"),
            ("the Lode Union", "by the Lode Union"),
            ("the paper", "a report by the paper"),
        )
    ),
    ("Lind denied a report by Frisk that the dam was unsafe.", "Lind denied a report by Frisk", "Bo Frisk"),
    ("Lind denied a report that the dam, built by Frisk, was unsafe.", "a report that the dam, built", "Bo Frisk"),
    ("It was late, the Lode Union announced on Friday.", "It was late", "Ada Lind"),
    (
        'Harbour engineer Bo Frisk told a hearing in June that the pier would "not last the winter".',
        "not last the winter",
        "Ada Lind",
    ),
    ('Lind condemned the strike as "a betrayal of our guests".', "a betrayal of our guests", "Bo Frisk"),
    ("Frisk promised parliament that no one would be hurt.", "no one would be hurt", "Ada Lind"),
    ('Lind spoke of "a dark day".', "a dark day", "Bo Frisk"),
    ('In the words of Lind, it was "a dark day".', "a dark day", "Bo Frisk"),
    ("Lind, speaking in Oslo, warned it was late.", "it was late", "Bo Frisk"),
    ('Lind left. "It is safe," said its chairman, Bo Frisk.', "It is safe", "Ada Lind"),
    ('Lind left. "It is safe," said the mayor, Mr. Bo Frisk, on Monday.', "It is safe", "Ada Lind"),
]
"""Sentences, words in them, and who does not say them."""
DOUBTED = [
    ('Lind left. "It is safe," a spokesman said.', "It is safe", "Ada Lind", "a spokesman"),
    ('Lind left. "It is safe," said an official of the port.', "It is safe", "Bo Frisk", "an official"),
    ('Lind left. "It is safe," the chairwoman said.', "It is safe", "Bo Frisk", "ada-lind"),
    ('Lind left. "It is safe," said its chairman, Bo Frisk.', "It is safe", "Lode Union", "bo-frisk"),
    ('Lind left. "It is safe," said its chairman, Olaf Berg.', "It is safe", "Ada Lind", "Olaf Berg"),
    (
        "The Harbour Board declined to comment. It has said that the dam leaks.",
        "the dam leaks",
        "Lode Union",
        "harbour-board",
    ),
    (
        "The Harbour Board sued. It said that the dam leaks. It added that the lock leaks.",
        "the lock leaks",
        "Lode Union",
        "harbour-board",
    ),
    (
        "The Harbour Board reported last week that the Lode Union had threatened to strike.",
        "had threatened to strike",
        "Lode Union",
        "harbour-board",
    ),
]
"""The same, with whom the words beside the quotation name, or mean perhaps."""
BETWEEN = [
    ("Lind came early.", True),
    ("Everybody was late.", False),
    ('"Lind came early."', False),
    ("Frisk was tired.", False),
]
"""What is between the name of a speaker and a statement, and whether the speaker is reported."""
STATUSES = [
    ("The line will not reopen this year as promised.", "will not reopen this year as promised"),
    ("The price is lower than expected.", "is lower than expected"),
]
"""Sentences whose verb of intent only compares, and the words of a status."""


def records_of(article: Article, quote: str, speaker: str) -> Records:
    """Return a statement and those who may speak in its article; words in quotation marks are direct."""
    form = "direct" if f'"{quote}' in article.text else "indirect"
    receipts = {"summary": receipt_for(article, quote)}
    return {
        "people": tuple(build_record("people", slug_of(name), name=name) for name in PEOPLE),
        "organizations": tuple(
            build_record("organizations", slug_of(name), name=name, kind="body") for name in ORGANIZATIONS
        ),
        "statements": (statement_of("a", receipts, speaker=slug_of(speaker), named=speaker, form=form),),
    }


def find_other_speakers(text: str, quote: str, speaker: str) -> list[Finding]:
    """Return what is reported of the speaker of words in a text."""
    article = Article(text)
    findings = find_contradictions(records_of(article, quote, speaker), article)
    return [finding for finding in findings if finding.field == "speaker"]


@each_row(("text", "quote", "speaker"), ACCEPTED)
def test_accepted(text: str, quote: str, speaker: str) -> None:
    """A speaker whom the sentence names as such, or may name, is not reported."""
    assert find_other_speakers(text, quote, speaker) == []


@each_row(("text", "quote", "speaker"), REFUSED)
def test_refused(text: str, quote: str, speaker: str) -> None:
    """A speaker is a problem where the sentence names another one, whom the message names."""
    (finding,) = find_other_speakers(text, quote, speaker)
    others = [slug_of(name) for name in (*PEOPLE, *ORGANIZATIONS) if name != speaker]
    assert finding.is_certain
    assert any(finding.message.endswith(f"which names {name}") for name in others)


@each_row(("text", "quote", "speaker", "other"), DOUBTED)
def test_doubted(text: str, quote: str, speaker: str, other: str) -> None:
    """A named speaker is doubted where an office stands that nobody holds by name, or that another may hold."""
    (finding,) = find_other_speakers(text, quote, speaker)
    assert not finding.is_certain
    assert finding.message.endswith(f"which names {other}")


@each_row(("between", "is_reported"), BETWEEN)
def test_words_far_from_the_statement(between: str, is_reported: bool) -> None:
    """Words for a speaker do not count where another person is named between them and the statement."""
    article = Article(f"Frisk came late.\n\n{between}\n\nThe dam leaks.")
    records = records_of(article, "The dam leaks", "Bo Frisk")
    (statement,) = records["statements"]
    place = receipt_for(article, "Frisk")
    (span,) = statement.evidence["summary"].spans
    summary = statement.evidence["summary"].model_copy(update={"spans": (span.model_copy(update={"passage": 3}),)})
    for note, expected in ((None, is_reported), ("he spoke for everybody", False)):
        evidence = {"summary": summary, "speaker": place.model_copy(update={"note": note})}
        moved = {**records, "statements": (statement.model_copy(update={"evidence": evidence}),)}
        assert bool(list(find_contradictions(moved, article))) == expected


@pytest.mark.parametrize(("text", "quote"), STATUSES)
def test_comparisons_are_no_plans(text: str, quote: str) -> None:
    """Words such as as promised and than expected do not say that something is planned."""
    article = Article(text)
    event = build_record("events", "a", title="reopening", kind="event", status="planned")
    event = event.model_copy(update={"evidence": {"status": receipt_for(article, quote)}})
    assert [finding.field for finding in find_contradictions({"events": (event,)}, article)] == ["status"]
