"""Candidates of a draft: who speaks, which countries are meant, and names that are no months."""

from facts.drafts.names.speakers import find_speakers
from facts.drafts.starter_draft import format_candidates
from facts.model.article import Article
from facts.verify.country_names import find_countries
from tests.tables import each_row

SPEAKERS = {
    "\u201cThe bridge holds,\u201d said the chief engineer, Oluwaseun Adeyemi, on Friday.": ["Oluwaseun Adeyemi"],
    "Transport Minister Kirsi Laine announced that the line will close.": ["Kirsi Laine"],
    "The line will close, Transport Minister Kirsi Laine announced.": ["Kirsi Laine"],
    "According to the harbour master, Jan de Vries, nobody was hurt.": ["Jan de Vries"],
    "The union, which has 300 members, rejected the offer.": [],
    "Nordbank denied the report on Monday.": ["Nordbank"],
    "Ayla Demir, who owns the mill, told the Herald that it would reopen.": ["Ayla Demir"],
    "\u201cNever,\u201d insisted Ms Demir. \u201cNot in my lifetime.\u201d": ["Demir"],
    "He said that the price was fair.": [],
    "In March the ministry said nothing.": [],
    "Asked about it, Governor Luis Ortega added that he had not been told.": ["Luis Ortega"],
    "The Danish company \u00d8rsted says the turbines are safe.": ["\u00d8rsted"],
    "Professor Mei-Ling Chou of the University of Taipei believes the vase is a copy.": ["Mei-Ling Chou"],
    "But Coach Tiago Melo had warned them.": ["Tiago Melo"],
    "A spokesman for Helvar, Timo Aho, declined to comment.": [],
    "\u201cIt is late,\u201d wrote B. K. Rao in a letter.": ["B. K. Rao"],
    "The mayor\u2019s deputy, Ana Ili\u0107, welcomed the plan, and Petar Kos doubts it.": [
        "Ana Ili\u0107",
        "Petar Kos",
    ],
    "The bakery Crumb & Sons told the Echo that it was open.": ["Crumb & Sons"],
    "Reports of a leak were confirmed by nobody.": [],
    "Nobody said so, and Everyone denied it.": [],
    "Nothing, Experts said, was lost; Critics say otherwise.": [],
}
"""Sentences, and the names of those who speak in them; those without are reported by a pronoun or a common noun."""
COUNTRIES = {
    "A Turkish yard builds for the Brazilian navy.": ["TR", "BR"],
    "South Korean and North Korean envoys met in the Netherlands.": ["KR", "KP", "NL"],
    "The U.S. and the UK signed; Britain paid.": ["US", "GB", "GB"],
    "He ate a Danish pastry in New Zealand.": ["DK", "NZ"],
    "Dutch, Czech and Saudi officials": ["NL", "CZ", "SA"],
    "the Ivory Coast and the Democratic Republic of Congo": ["CI", "CD"],
    "He is Swiss-born, from Guinea-Bissau": ["CH", "GW"],
    "Turkmen and Kosovan": ["TM", "XK"],
    "polish the brass": [],
    "Indiana and Germanic tribes": [],
}
MONTHS = {
    "Jan Kowalski and Theresa May met in May.": ["in May"],
    "April Jones left in April 2024.": ["in April 2024"],
    "It opened in March.": ["in March"],
    "August Strand paid in June.": ["in June"],
}


@each_row("text", SPEAKERS)
def test_speakers_are_named_beside_a_verb(text: str) -> None:
    """A name before or after a verb of speech is a candidate, without the office before it; a pronoun is none."""
    assert [phrase.name for phrase in find_speakers(text)] == SPEAKERS[text]
    assert all(phrase.words in text for phrase in find_speakers(text))


@each_row("text", COUNTRIES)
def test_countries_are_named_or_by_adjective(text: str) -> None:
    """Names and adjectives of countries are located, and no parts of other words."""
    assert [code for *_, code in find_countries(text)] == COUNTRIES[text]


@each_row("text", MONTHS)
def test_a_name_is_no_month(text: str) -> None:
    """A month's name that is a part of a person's name is no date."""
    lines = format_candidates(Article(text), "x").splitlines()
    dates = [line.partition("date: ")[2].partition("  #")[0] for line in lines if "date: " in line]
    assert dates == MONTHS[text]


UNREAD = {
    "The order is worth 612 million kroner.": ["612 million kroner  # 'kroner' is the name of several currencies"],
    "They carry 80 cars each.": ["80 cars each  # 'each' makes it a rate"],
    "Two other companies bid.": [],
    "Two others bid.": ["Two others  # 'others' is not understood"],
    "Only 62 of its 77 districts have them.": [],
    "It cost €5 million in March 2024 and weighs 48 tonnes.": [],
    "The old one was built in 1984.": [],
    "A third of the price was paid.": ["A third  # 'third' is a fraction without a decimal value"],
    "Two thirds of it, and one-sixth of that.": ["Two thirds  # 'thirds' is", "one-sixth  # 'sixth' is"],
    "A third ship came, and the sixth of May.": [],
    "The opening may slip to 2029.": ["2029  # 'to' beside it may change what it means"],
    "They pay $5 a share.": ["$5  # 'a share' beside it may change what it means"],
    "It came at the turn of 2021.": ["turn of 2021  # 'turn of' is read only before one month or year"],
    "It is open until 2028.": ["until 2028  # 'until' may be the end of a period"],
    "It was ready in 2020, but not before mid-2020.": ["before mid-2020  # '2020' is not exact enough for a limit"],
    "It is due by next spring, or was last year.": [
        "next spring  # 'next spring' depends on the day on which it was written",
        "last year  # 'last year' depends on the day on which it was written",
    ],
    "It took more than an hour, or about a year, not an hour.": [
        "more than an hour  # 'an hour' has no number: write {'> 1 hour': more than an hour, note: why}",
        "about a year  # 'a year' has no number: write {'~ 1 year': about a year, note: why}",
    ],
    "It costs 5 euros a day, more than 3 days, and over an hourly rate.": [
        "5 euros a day  # 'a day' makes it a rate",
    ],
    "It came at last, years on, in spring.": [],
    "He came on Monday, or last week, with Jan 5 times.": [],
}
"""Sentences, and how the lines begin of their figures that are not read."""


@each_row(("text", "expected"), UNREAD.items())
def test_a_figure_that_is_not_read_is_listed(text: str, expected: list[str]) -> None:
    """A figure without a reading is a comment with the reason; others are candidates."""
    lines = [line.partition("not read: ")[2] for line in format_candidates(Article(text), "a").splitlines()]
    unread = [line for line in lines if line]
    assert [line.startswith(start) for line, start in zip(unread, expected, strict=True)] == [True] * len(expected)


@each_row(
    ("text", "speakers"),
    [
        ("He added: \u201cNobody asked us.\u201d", []),
        ("\u201cAna Roy said that it holds,\u201d Jo Lind said.", ["Jo Lind"]),
        ("Jo Lind said: \u201cAna Roy denied it.\u201d", ["Jo Lind"]),
        ("\u201cIt holds,\u201d said Ana Roy.", ["Ana Roy"]),
    ],
)
def test_a_name_inside_a_quotation_is_no_speaker(text: str, speakers: list[str]) -> None:
    """Who is told inside quotation marks to have said something does not say the quotation."""
    lines = [line for line in format_candidates(Article(text), "a").splitlines() if "speaker: " in line]
    assert [line.rpartition("# ")[2].partition(",")[0] for line in lines] == speakers


def test_the_form_is_that_of_the_sentence() -> None:
    """A speaker is direct beside a quotation of the same sentence, and indirect in another one."""
    text = "\u201cNo,\u201d said Ana Roy. Jo Lind said that it rains. \u201cIt pours,\u201d added Kim Ek."
    lines = [
        line.partition("# ")[2] for line in format_candidates(Article(text), "a").splitlines() if "speaker" in line
    ]
    assert [line.rpartition("# ")[2] for line in lines] == ["Ana Roy, direct", "Jo Lind, indirect", "Kim Ek, direct"]


PROPOSED = {
    "It costs 61 million dollars. All sums are in Canadian dollars.": "money: 61 million dollars  # 61000000 CAD",
    "It costs $61 million, of C$70 million.": "money: $61 million  # 61000000 CAD",
    "It costs over 61 million kroner, of DKK 70 million.": "money: over 61 million kroner  # more than 61000000 DKK",
    "It costs 61 million dollars.": "money: 61 million dollars  # 61000000 USD",
    "It costs 61 million dollars. That is 50 million U.S. dollars.": "money: 61 million dollars  # 61000000 USD",
    "It costs 61 million dollars. The euro fell.": "money: 61 million dollars  # 61000000 USD",
    "It costs 61 million dollars, or 50 million U.S. dollars. Canadian dollars fell.": "# money: 61 million",
    "It costs 61 million pounds. All sums are in Canadian dollars.": "money: 61 million pounds  # 61000000 GBP",
}
"""Articles, and the proposal for their first amount."""


@each_row(("text", "expected"), PROPOSED.items())
def test_an_amount_is_in_the_currency_that_the_article_names(text: str, expected: str) -> None:
    """A shared name is proposed in the currency that the article names in full; in a comment if it names several."""
    lines = [line.removeprefix("#    ") for line in format_candidates(Article(text), "a").splitlines()]
    assert next(line for line in lines if "money: " in line).startswith(expected)
