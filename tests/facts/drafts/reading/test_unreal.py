"""What did not quite happen, or is only probable: no status is read of it, and one that is written is doubted."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

EVENT = "title: yards\norganizations:\n  Granat:\nevents:\n  {}: {{quote: {}{}}}\n"
TITLE = "opening of a yard"


def build_event(text: str, quote: str, title: str = TITLE, fields: str = "") -> tuple[str | None, list[str]]:
    """Return the status of an event, None if it is not read, and the fields that are doubted."""
    article = Article(f"{text} Granat is in Oslo.")
    result = build("yards.yaml", EVENT.format(title, quote, fields), article, "yards")
    assert result.text or {problem.field for problem in result.problems} <= {"status"}
    status = json.loads(result.text)["events"][0]["status"] if result.text else None
    return status, [warning.field for warning in result.warnings if warning.field == "status"]


@each_row(
    ("text", "quote"),
    [
        ("Granat nearly opened a yard.", "nearly opened a yard"),
        ("Granat almost opened a yard.", "opened a yard"),
        ("Granat all but opened a yard.", "all but opened a yard"),
        ("Granat had nearly opened a yard.", "had nearly opened a yard"),
        ("Granat came close to opening a yard.", "came close to opening a yard"),
        ("Granat was close to opening a yard.", "was close to opening a yard"),
        ("Granat gave up opening a yard.", "gave up opening a yard"),
        ("Granat called off the opening of a yard.", "called off the opening of a yard"),
        ("None of the yards that Granat had planned opened in May.", "opened in May"),
        ("Not one yard was opened by Granat.", "was opened by Granat"),
        ("Hardly any yard was opened by Granat.", "was opened by Granat"),
        ("No yard was opened by Granat.", "was opened by Granat"),
        ("Neither Granat nor Oslo opened a yard.", "opened a yard"),
        ("Nobody believes that Granat opened a yard.", "Granat opened a yard"),
        ("Few believe that Granat opened a yard.", "Granat opened a yard"),
        ("It is untrue that Granat opened a yard.", "Granat opened a yard"),
        ("It is not true that Granat opened a yard.", "Granat opened a yard"),
        ("The claim that Granat opened a yard is false.", "Granat opened a yard"),
        ("Granat only dreamed that it opened a yard.", "it opened a yard"),
        ("Granat probably opened a yard.", "probably opened a yard"),
        ("Granat failed to open a yard.", "failed to open a yard"),
        ("Granat refused to open a yard.", "refused to open a yard"),
        ("Granat scrapped plans to open a yard.", "plans to open a yard"),
    ],
)
def test_no_status_is_read_of_what_did_not_quite_happen(text: str, quote: str) -> None:
    """Words for what nearly happened, was given up, is denied, or is only probable, say no status of what it was."""
    assert build_event(text, quote)[0] is None


@each_row(
    ("text", "quote", "title", "status"),
    [
        ("Granat opened nearly 40 yards.", "opened nearly 40 yards", TITLE, "occurred"),
        ("Nearly 40 yards were opened by Granat.", "were opened by Granat", TITLE, "occurred"),
        ("Granat nearly doubled its output.", "nearly doubled its output", "rise of output", "occurred"),
        ("The yard is close to the river and opened in May.", "opened in May", TITLE, "occurred"),
        ("None were hurt, but Granat opened a yard.", "Granat opened a yard", TITLE, "occurred"),
        ("The report that Granat opened a yard is long.", "Granat opened a yard", TITLE, "occurred"),
        ("Probably due to rain, Granat opened a yard.", "Granat opened a yard", TITLE, "occurred"),
        ("Granat abandoned it and plans to open a yard.", "plans to open a yard", TITLE, "planned"),
        ("Granat called off the opening of a yard.", "called off the opening", "end of the opening", "occurred"),
        ("Granat refused to open a yard.", "refused to open a yard", "refusal to open a yard", "occurred"),
    ],
)
def test_the_status_of_its_neighbours_is_read(text: str, quote: str, title: str, status: str) -> None:
    """Words about another thing, or about what the title names, leave the status as the verb has it."""
    assert build_event(text, quote, title) == (status, [])


@each_row(
    ("text", "quote", "is_doubted"),
    [
        ("Granat nearly opened a yard.", "nearly opened a yard", True),
        ("Granat came close to opening a yard.", "came close to opening a yard", True),
        ("Granat stopped short of opening a yard.", "opening a yard", True),
        ("Granat opened nearly 40 yards.", "opened nearly 40 yards", False),
    ],
)
def test_a_status_that_is_written_is_doubted(text: str, quote: str, is_doubted: bool) -> None:
    """What nearly happened has not occurred, though the author says so."""
    assert ("status" in build_event(text, quote, fields=", status: occurred")[1]) == is_doubted


ORDER = """\
title: turbines
contracts:
  turbines: {title: TITLE, buyers: BUYERS, suppliers: from Helmquist, quantity: four turbines}
organizations:
  Helmquist:
places:
  Tarvola:
"""


@each_row(
    ("text", "buyers", "title", "is_doubted"),
    [
        ("Tarvola nearly ordered four turbines from Helmquist.", "Tarvola nearly ordered", "order of turbines", True),
        ("Tarvola gave up ordering four turbines from Helmquist.", "Tarvola gave up", "order of turbines", True),
        ("Tarvola wants to order four turbines from Helmquist.", "Tarvola wants", "order of turbines", True),
        (
            "Tarvola cancelled an order of four turbines from Helmquist.",
            "Tarvola cancelled",
            "order of turbines",
            True,
        ),
        (
            "Tarvola cancelled an order of four turbines from Helmquist.",
            "Tarvola cancelled",
            "cancelled order",
            False,
        ),
        ("Tarvola wants to order four turbines from Helmquist.", "Tarvola wants", "planned order", False),
        ("Tarvola ordered four turbines from Helmquist. It plans to buy a dam.", "Tarvola ordered", "order", False),
        ("Tarvola ordered four turbines from Helmquist.", "Tarvola ordered", "order of turbines", False),
        ("Tarvola nearly ordered four turbines from Helmquist.", "Tarvola nearly ordered", "planned order", False),
    ],
)
def test_an_order_that_did_not_happen_is_doubted(text: str, buyers: str, title: str, is_doubted: bool) -> None:
    """What was nearly ordered, is only wanted or was cancelled is no order, unless the title says so."""
    draft = ORDER.replace("TITLE", title).replace("BUYERS", buyers)
    result = build("turbines.yaml", draft, Article(text), "turbines")
    texts = [str(warning) for warning in result.warnings]
    assert any("did not quite happen" in text or "nothing is bought" in text for text in texts) == is_doubted
