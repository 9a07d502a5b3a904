"""Fields that the words of their receipts contradict are reported, and no others are."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from facts.kinds.contract import Contract
from facts.kinds.statement import Statement
from facts.model.article import Article
from facts.sheets.loader import read_sheet
from facts.verify.contradictions import find_contradictions
from facts.verify.grammar.quoted_text import find_quotations
from facts.verify.grammar.sentences import parse_sentences
from tests.facts.verify.contradiction_cases import TABLES, Case, read_cases
from tests.facts.verify.test_verification import PAIRS, TEXT, verify_raw, with_changes
from tests.tables import each_row

CASES = [case for folder in sorted(TABLES.iterdir()) for case in read_cases(folder)]
QUOTATIONS = [
    ("He said: \u201cYes.\u201d", ["\u201cYes.\u201d"]),
    ('"One," he said. "Two."', ['"One,"', '"Two."']),
    ('"First paragraph.\n\n"Second paragraph," she said.', ['"First paragraph.\n\n"Second paragraph,"']),
    ('\u201cIt ends, "Ono said.', ['\u201cIt ends, "']),
    ('\u201cThe "umbrella" is open,\u201d he said.', ['\u201cThe "umbrella" is open,\u201d']),
    ("\u2018It\u2019s late,\u2019 he said.", ["\u2018It\u2019s late,\u2019"]),
    ("the Dockworkers' Union and the players' union", []),
    ("\u00abNein\u00bb, sagte er", ["\u00abNein\u00bb"]),
    ('a 5" gun', []),
]
SENTENCES = [
    ("Dr. Lind met J. Smith. They left.", ["Dr. Lind met J. Smith.", "They left."]),
    (
        "St. Olav sold No. 5 to Prof. Frisk Jr. for $5. It sank.",
        ["St. Olav sold No. 5 to Prof. Frisk Jr. for $5.", "It sank."],
    ),
    ("He said no. She left.", ["He said no.", "She left."]),
    (
        "It sank on Nov. 14, she said. It came in Sept. The rest",
        ["It sank on Nov. 14, she said.", "It came in Sept.", "The rest"],
    ),
    ("The No. 5 and nos. 6 and 7 left. See Art. 3.", ["The No. 5 and nos. 6 and 7 left.", "See Art. 3."]),
]
GROUPS = [
    ("The trams will be built in Graz and delivered in 2028.", ["future", "future"]),
    ("He denied that the club had bought the player.", ["refusal", "perfect"]),
    ("Norway would stop if a payment were missed.", ["would", "refusal"]),
    ("The planned delivery of armoured vehicles", []),
    ("The launch in May was due to end in June", ["future"]),
    ("It prevented 75 percent of cases.", ["past"]),
    ("It has prevented 66 percent of cases.", ["perfect"]),
    ("It prevented the sale.", ["refusal"]),
    ("Its offer was about 3 million euros lower.", ["past_state"]),
    ("That brings it to roughly 9.3 million.", []),
    (
        "It wants to rapidly build it, to supply 3 yards and to rely on them.",
        ["intent", "infinitive"],
    ),
    ("It was about right, and is about to close.", ["past_state", "future"]),
    ("The estimate included a reserve of a tenth.", ["past_state"]),
    ("The yard, owned by the town, owned two cranes.", ["past_state", "past_state"]),
]


@each_row("case", CASES)
def test_tables(case: Case) -> None:
    """A right field has neither problem nor warning; a wrong one has either."""
    assert (case.finding == "none") == case.is_right


def test_tables_are_large_enough() -> None:
    """The tables hold twenty right and twenty wrong fields of each measurement, at least."""
    for folder in TABLES.iterdir():
        cases = list(read_cases(folder))
        assert min(sum(case.is_right for case in cases), sum(not case.is_right for case in cases)) >= 20


def test_report_of_contradictions() -> None:
    """What is certain is a problem, what language leaves open is a warning, both with record, field and remedy."""
    report = verify_raw(
        with_changes(
            ("contracts/india-2018/delivery/status", "planned"),
            ("events/radar-exports/status", "planned"),
        )
    )
    assert [(problem.record, problem.field) for problem in report.problems] == [
        ("contracts/india-2018", "delivery.status")
    ]
    assert report.problems[0].message == "is planned, but 'were delivered' says that it has happened"
    assert report.problems[0].hint == "Use occurred, or quote the words that say planned"
    assert report.warnings == ()


def test_wrong_speaker_is_a_problem() -> None:
    """A quotation that stands with another person's verb of speech is reported with that person."""
    report = verify_raw(with_changes(("statements/halvorsen-ready/speaker", "ravi-deshmane")))
    messages = [problem.message for problem in report.problems if problem.field == "speaker"]
    assert any("names astrid-halvorsen" in message for message in messages)


def test_relations_that_contradict_each_other() -> None:
    """Two statements do not say that they dispute and that they share a view."""
    raw = json.loads(TEXT)
    for statement in raw["statements"]:
        if statement["id"] == "halvorsen-schedule":
            statement["relations"][0]["type"] = "similar_view"
    report = verify_raw(raw)
    assert [(warning.record, warning.field) for warning in report.warnings] == [
        ("statements/halvorsen-schedule", "relations"),
        ("statements/analysts-timetable", "relations"),
    ]


@pytest.mark.parametrize(("file", "article"), PAIRS, ids=lambda path: path.stem)
def test_a_value_of_another_contract(file: Path, article: Path) -> None:
    """The value of each contract of the two sheets is reported on every other contract."""
    sheet = read_sheet(file)
    contracts = sheet.records["contracts"]
    for owner, other in permutations(contracts, 2):
        if not isinstance(owner, Contract) or owner.value is None:
            continue
        evidence = {**other.evidence, "value": owner.evidence["value"]}
        changed = other.model_copy(update={"value": owner.value, "evidence": evidence})
        records = {**sheet.records, "contracts": tuple(changed if row is other else row for row in contracts)}
        findings = find_contradictions(records, Article.read(article))
        assert [(finding.record, finding.field) for finding in findings] == [(f"contracts/{other.id}", "value")]


def with_other_type(statement: Statement, index: int) -> Statement:
    """Return a statement with another type of one of its relations."""
    relations = list(statement.relations)
    other_type = "disputes" if relations[index].type == "similar_view" else "similar_view"
    relations[index] = relations[index].model_copy(update={"type": other_type})
    return statement.model_copy(update={"relations": tuple(relations)})


@pytest.mark.parametrize(("file", "article"), PAIRS, ids=lambda path: path.stem)
def test_a_relation_of_the_other_type(file: Path, article: Path) -> None:
    """Each relation of the two sheets is reported if it is of the other type, with others that are far from it."""
    sheet = read_sheet(file)
    statements = {record.id: record for record in sheet.records["statements"] if isinstance(record, Statement)}
    linked = {name: {name, *(relation.statement for relation in row.relations)} for name, row in statements.items()}
    rounds: list[dict[str, Statement]] = []
    for name, statement in statements.items():
        for index in range(len(statement.relations)):
            free = (part for part in rounds if all(linked[name].isdisjoint(linked[other]) for other in part))
            part = next(free, None)
            if part is None:
                rounds.append(part := {})
            part[name] = with_other_type(statement, index)
    assert rounds
    for part in rounds:
        records = {**sheet.records, "statements": tuple((statements | part).values())}
        findings = {finding.record for finding in find_contradictions(records, Article.read(article))}
        assert {f"statements/{name}" for name in part} <= findings


@each_row(("text", "expected"), QUOTATIONS)
def test_quotations(text: str, expected: list[str]) -> None:
    """Quotations are found with the marks of several languages, over lines, and despite careless typing."""
    assert [text[quotation.start : quotation.end] for quotation in find_quotations(text)] == expected


@each_row(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    """The full stop of a title, of an initial or of No. before a number ends no sentence."""
    assert [text[sentence.start : sentence.end] for sentence in parse_sentences(text)] == expected


@each_row(("text", "classes"), GROUPS)
def test_verb_groups(text: str, classes: list[str]) -> None:
    """The groups of verbs of a sentence are classified; adjectives and names of months are no verbs."""
    assert [group.verb_class for sentence in parse_sentences(text) for group in sentence.groups] == classes
