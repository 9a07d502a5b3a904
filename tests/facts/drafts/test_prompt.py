"""The rules of the prompt: each example in it is built, from a sentence with its words."""

import re

from facts.drafts.build import build
from facts.drafts.prompt import TASK
from facts.model.article import Article
from tests.tables import each_row

RULES = TASK.read_text(encoding="utf-8")
MAX_BYTES = 4800
HEAD = """\
title: some news
source: {published: '2 May 2026'}
organizations: {Fjordbuss: , Holm: , city council: }
places: {Norvik: }
people: {Åse Bjørnø: }
systems: {Otter: }
"""
EVENT = "events:\n  some news:\n    quote: QUOTE\n    status: occurred\n    "
CONTRACT = "contracts:\n  a purchase:\n    title: purchase from a yard\n    passages: 2-3\n    "
OTHER = "{summary: a no, named: experts, quote: Most experts said no}"
STATEMENT = f"statements:\n  other-id: {OTHER}\n  a claim:\n    "
ARTICLE = """\
2 May 2026
Norvik met Fjordbuss in 2019. The Otter came from the Danish yard Holm, and Mayor Åse Bjørnø from Norvik. \
Most experts said no to the city council.
"""


@each_row(
    ("rule", "sentence", "fields"),
    [
        (
            "a signature to come is an event (planned)",
            "The contract is to be signed in June.",
            f"{EVENT.replace('occurred', 'planned')}when: in June",
        ),
        ("€697.4 million", "It cost €697.4 million.", f"{CONTRACT}value: €697.4 million"),
        ("up to $2 billion", "It cost up to $2 billion.", f"{CONTRACT}value: up to $2 billion"),
        ("by the end of 2021", "It is due by the end of 2021.", f"{CONTRACT}delivery.when: by the end of 2021"),
        ("without a preposition", "It was sold for €9 million.", f"{CONTRACT}value: €9 million"),
        (
            "{ase-bjorno: she said}",
            "Bjørnø left; it is so, she said.",
            f"{STATEMENT}speaker: {{ase-bjorno: she said}}",
        ),
        (
            "{otter: [The vessels, The Otter], note: why}",
            "The vessels are new.",
            f"{EVENT}about: {{otter: [The vessels, The Otter], note: why}}",
        ),
        ("alone and in the singular", "Four PC-21s came.", "systems: {PC-21: }"),
        (
            "A status and `about: some-id` need no words",
            "The Otter left.",
            "events:\n  some-id: {title: a meeting, quote: Norvik met}\n  some news:\n    quote: Norvik met\n"
            "    about: some-id",
        ),
        (
            "{quote: in 2027, attributed_to: ase-bjorno}",
            "It is due in 2027, Bjørnø said.",
            f"{CONTRACT}delivery.when: {{quote: in 2027, attributed_to: ase-bjorno}}",
        ),
        ("`system` is one", "It is the Otter.", f"{CONTRACT}system: is the Otter"),
        ("counts from a `published` with a year", "It ended on Friday.", f"{EVENT}when: on Friday"),
        ("not_stated: [byline, url]", "", f"{EVENT}not_stated: [when, amount]"),
        (
            "`within: published`",
            "It ended in April.",
            f"{EVENT}when: {{quote: in April, within: published}}",
        ),
        (
            "{EE: Estonia and, norvik: city of Norvik}",
            "Estonia and the city of Norvik pay.",
            f"{CONTRACT}buyers: {{EE: Estonia and, norvik: city of Norvik}}",
        ),
        (
            "Several are a list",
            "Estonia and the city of Norvik pay.",
            f"{CONTRACT}buyers: [Estonia and, city of Norvik]",
        ),
        ("country: Danish yard", "", "organizations: {Holm: {country: Danish yard}}"),
        (
            "buyers: {EE: the Estonian coast guard}",
            "It is for the Estonian coast guard.",
            f"{CONTRACT}buyers: {{EE: the Estonian coast guard}}",
        ),
        ("can buy, speak, employ", "Norvik bought it.", f"{CONTRACT}buyers: Norvik bought"),
        ("can buy, speak, employ", "Norvik warned that it rains.", f"{STATEMENT}quote: Norvik warned that"),
        ("Bjørnø denied that", "Bjørnø denied that it rains.", f"{STATEMENT}quote: Bjørnø denied that"),
        (
            "status: {occurred: has joined}",
            "It has joined.",
            "events:\n  some news:\n    quote: QUOTE\n    status: {occurred: has joined}",
        ),
        ("named: experts", "", f"{STATEMENT}quote: experts said\n    named: experts"),
        (
            "disputes: {other-id: denied that}",
            "Bjørnø denied that it rains.",
            f"{STATEMENT}quote: Bjørnø denied that\n    disputes: {{other-id: denied that}}",
        ),
        (
            "payment of the advance",
            "",
            "events:\n  payment of the advance:\n    quote: Norvik met\n    status: occurred",
        ),
        (
            "in service `since 2008` is 2008",
            "The Otter is in service since 2008.",
            "systems:\n  Otter:\n    adopted.when: since 2008",
        ),
        (
            "The `kind` of a term is the article's noun, its `what` what is agreed",
            "It has an option for two ferries.",
            f"{CONTRACT}terms: [{{kind: option, what: two more ferries}}]",
        ),
        ("`designations`", "The Otter is called Saukko.", "systems: {Otter: {designations: Saukko}}"),
        ("{not_stated: what is missing}", "It was quiet.", f"{EVENT}when: {{not_stated: what is missing}}"),
        (
            "{quote: in April, within: {2026: 2 May 2026, note: that year}}",
            "It ended in April.",
            f"{EVENT}when: {{quote: in April, within: {{2026: 2 May 2026, note: that year}}}}",
        ),
        (
            "`<= 0.34`",
            "It was at most a third of the price.",
            f"{EVENT}amount: {{<= 0.34: at most a third of the price, note: rounded}}",
        ),
        ("`Oslo-based Holm`", "Oslo-based Holm bought it.", f"{CONTRACT}buyers: Oslo-based Holm"),
        (
            "`in early 2027`",
            "It opens in early 2027.",
            f"{EVENT.replace('occurred', 'planned')}when: in early 2027",
        ),
        (
            "{2027-05/..: from May 2027, note: open}",
            "It opens from May 2027.",
            f"{EVENT.replace('occurred', 'planned')}when: {{2027-05/..: from May 2027, note: open}}",
        ),
        (
            "{XXXX: next spring, note: no year}",
            "It opens next spring.",
            f"{EVENT.replace('occurred', 'planned')}when: {{XXXX: next spring, note: no year}}",
        ),
        (
            "{2024: [Five years later, in 2019], note: counted}",
            "Five years later it ended.",
            f"{EVENT}when: {{2024: [Five years later, in 2019], note: counted}}",
        ),
        (
            "{quote: 900 passengers, note: a day}",
            "It has 900 passengers a day.",
            f"{EVENT}quantity: {{quote: 900 passengers, note: a day}}",
        ),
        (
            "{~ 0.33: a third of the price, note: rounded}",
            "It was a third of the price.",
            f"{EVENT}amount: {{~ 0.33: a third of the price, note: rounded}}",
        ),
        (
            "{9 vote: voted 9 to 4, note: in favour}",
            "They voted 9 to 4.",
            f"{EVENT}quantity: {{9 vote: voted 9 to 4, note: in favour}}",
        ),
        (
            "{1200000 SEK: 1.2 million kronor, note: its own}",
            "It cost 1.2 million kronor in Sweden.",
            f"{EVENT}where: in Sweden\n    amount: {{1200000 SEK: 1.2 million kronor, note: its own}}",
        ),
    ],
)
def test_an_example_is_built(rule: str, sentence: str, fields: str) -> None:
    """What the prompt has as an example is accepted, without a doubt of its field, in a draft of such a sentence."""
    assert rule in RULES
    head = HEAD
    for kind in ("organizations", "systems"):
        head = re.sub(rf"{kind}: .*\n", "", head) if fields.startswith(kind) else head
    fields = fields.replace("QUOTE", " ".join((sentence or ARTICLE.partition("\n")[2]).split()[:2]))
    result = build("x.yaml", f"{head}{fields}\n", Article(f"{ARTICLE}{sentence}"), "news")
    path = fields.rstrip().rpartition("\n")[2].strip().partition(":")[0]
    issues = [*result.problems, *(warning for warning in result.warnings if warning.field.startswith(path))]
    assert [str(issue) for issue in issues if "no receipt" not in issue.message] == []


@each_row(
    ("rule", "fields", "problem"),
    [
        ("`system` is one", f"{CONTRACT}system: [otter, fjordbuss]", "has a list of values"),
        (
            "ambiguous, with no quote",
            f"{EVENT}when: {{not_stated: no day, quote: in 2019}}",
            "has the gap `not_stated` beside",
        ),
        ("to another statement", f"{STATEMENT}quote: Norvik met\n    disputes: {{holm: Norvik met}}", "points to"),
        ("`published` with a year; else leave it out", f"{EVENT}when: on Friday", "weekday without a date"),
    ],
)
def test_what_the_rules_exclude_is_refused(rule: str, fields: str, problem: str) -> None:
    """What the prompt tells to leave out is refused."""
    assert rule in RULES
    fields = fields.replace("QUOTE", "Norvik met")
    head = HEAD.replace(" 2026", "") if "Friday" in fields else HEAD
    result = build("x.yaml", f"{head}{fields}\n", Article(f"{ARTICLE}It ended on Friday."), "news")
    assert any(problem in issue.message for issue in result.problems), result.problems


def test_the_rules_are_short() -> None:
    """The rules leave room for the article."""
    assert len(RULES.encode()) < MAX_BYTES
