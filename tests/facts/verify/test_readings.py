"""Phrases are read as the values that they state, or not at all."""

import csv
from pathlib import Path

from facts.verify.english_dates import find_dates
from facts.verify.reader import RULES, Unread, read, read_as
from facts.verify.readings import DateReading, Reading
from tests.tables import each_row

CASES = list(csv.DictReader(Path(__file__).with_name("readings.csv").read_text(encoding="utf-8").splitlines()))

READ = {
    "money": {
        "$5.5 million to $6 million": ".. 5500000 6000000 USD",
        "$900 million-$1.2 billion": ".. 900000000 1200000000 USD",
        "$500,000 to $1.2 million": ".. 500000 1200000 USD",
        "10 to 12 million euros": ".. 10000000 12000000 EUR",
        "1.2 billion Swiss francs": "= 1200000000 CHF",
        "5 billion yuan": "= 5000000000 CNY",
        "5 crore Indian rupees": "= 50000000 INR",
        "Rs 1.5 lakh crore": "= 1500000000000 INR",
        "\u00a310-\u00a312m": ".. 10000000 12000000 GBP",
        "an additional $5bn": "= 5000000000 USD",
        "another 5 million euros": "= 5000000 EUR",
        "HK$7.8bn": "= 7800000000 HKD",
        "EUR2.4m": "= 2400000 EUR",
        "$2.5 billion CAD": "= 2500000000 CAD",
        "500 million Swedish crowns": "= 500000000 SEK",
        "three million Swedish kronor": "= 3000000 SEK",
        "5 million U.S. dollars": "= 5000000 USD",
        "2.5 billion lira of Italy": "",
        "300 million Italian lira": "= 300000000 ITL",
        "two hundred and fifty thousand rubles": "= 250000 RUB",
        "a 480-million-euro contract": "= 480000000 EUR",
        "1-million-dollar grant": "= 1000000 USD",
        "three quarters of a million dollars": "= 750000 USD",
        "a million and a half dollars": "= 1500000 USD",
        "1\u00bd million euros": "= 1500000 EUR",
        "1.5 thousand million euros": "= 1500000000 EUR",
        "ten million pounds sterling": "= 10000000 GBP",
        "$1.255 billion": "= 1255000000 USD",
        "just under $5 billion": "< 5000000000 USD",
        "well over $5 billion": "> 5000000000 USD",
        "a little under $5 billion": "< 5000000000 USD",
        "north of $5 billion": "> 5000000000 USD",
        "in the region of $5 billion": "~ 5000000000 USD",
        "capped at $5 billion": "<= 5000000000 USD",
        "~$5bn": "~ 5000000000 USD",
        "$5bn+": ">= 5000000000 USD",
        "worth $5 billion": "= 5000000000 USD",
        "$9007199254740993": "= 9007199254740993 USD",
    },
    "share": {
        "50\u201360%": ".. 0.5 0.6",
        "fifty-five percent of the sum": "= 0.55",
        "three-quarters of the price": "= 0.75",
        "\u00be of the fleet": "= 0.75",
        "half the fleet": "= 0.5",
        "half a percent": "= 0.005",
        "two to three hundred percent": ".. 2 3",
        "45% in advance": "= 0.45",
        "0.5% of the value of the late vehicles": "= 0.005",
        "5% or more": ">= 0.05",
        "up to a ceiling of 10%": "<= 0.1",
        "100%": "= 1",
    },
    "quantity": {
        "at least 12": ">= 12",
        "36 F-16s": "= 36 f-16",
        "a single diesel-electric ferry": "= 1 ferry",
        "more than a single ferry": "> 1 ferry",
        "a sole bidder": "= 1 bidder",
        "five Block 70 F-16 jets": "= 5 jet",
        "twenty-four 155-mm howitzers": "= 24 howitzer",
        "36 surface-to-air missile batteries": "= 36 battery",
        "36 fifth-generation fighters": "= 36 fighter",
        "1.5 million people": "= 1500000 person",
        "106 Karhu armoured vehicles": "= 106 vehicle",
        "1 500 000 rounds": "= 1500000 round",
        "15\u00a0000 soldiers": "= 15000 soldier",
        "2000 soldiers": "= 2000 soldier",
        "a hundred or so ships": "~ 100 ship",
        "two batteries of S-400 missiles": "= 2 battery",
        "a half-dozen ships": "= 6 ship",
        "a 47-kilometre road": "= 47 kilometre",
        "47-kilometre": "= 47 kilometre",
        "a 3-year contract": "= 3 year",
        "the two-year lease": "= 2 year",
        "a five-member board": "= 5 member",
        "10-day strike": "= 10 day",
        "a 1,200-metre-long bridge": "= 1200 metre",
        "the 240-bed hospital": "= 240 bed",
        "no more than 36 jets": "<= 36 jet",
        "from 8 to 10 radars": ".. 8 10 radar",
        "two to three hundred people": ".. 200 300 person",
        "2 to 3 thousand people": ".. 2000 3000 person",
        "two hundred to three hundred thousand people": ".. 200000 300000 person",
        "two to three hundred thousand people": ".. 200000 300000 person",
        "fifty to three hundred thousand people": ".. 50000 300000 person",
        "fifty to a hundred people": ".. 50 100 person",
        "two hundred to three hundred people": ".. 200 300 person",
        "five hundred to a thousand people": "",
        "900 to 1,200 people": ".. 900 1200 person",
        "one and a half to two million people": ".. 1500000 2000000 person",
        "24 more": "= 24",
        "another 24 tanks": "= 24 tank",
        "24 Leopard 2A7 tanks": "= 24 tank",
        "5 km of track": "= 5 km",
        "some 120 MW": "~ 120 mw",
        "18 Ariane 6 launches": "= 18 launch",
        "12 A-29N Super Tucanos": "= 12 a-29n super tucano",
        "a single Super Tucano": "= 1 super tucano",
        "up to 10 PC-21s": "<= 10 pc-21",
        "four Rafale F4s of the air force": "= 4 rafale f4",
        "two Labour MPs": "= 2 mp",
        "three Norwegian Poles": "= 3 pole",
        "two Karhu vehicles": "= 2 vehicle",
        "a decade": "= 10 year",
        "almost a decade": "~ 10 year",
        "more than two decades": "> 20 year",
        "half a century": "= 50 year",
        "up to two centuries": "<= 200 year",
        "a fortnight": "= 2 week",
    },
    "date": {
        "from October 4 on": "XXXX-10-04/..",
        "from October onwards": "XXXX-10/..",
        "Friday, October 5, 2018": "2018-10-05",
        "5th October 2018": "2018-10-05",
        "Sept. 2018": "2018-09",
        "winter 2019-20": "2019-24",
        "H1 2019": "2019-40",
        "the 2000s": "200X",
        "the twenty-first century": "20XX",
        "by the end of March 2020": "[..2020-03-31]",
        "by end-2019": "[..2019-12-31]",
        "by 5 May 2020": "[..2020-05-05]",
        "by Q3 2026": "[..2026-09-30]",
        "by the summer of 2027": "[..2027-08-31]",
        "by the end of the 2020s": "[..2029-12-31]",
        "before the end of 2020": "[..2020-12-31]",
        "before the start of 2020": "[..2019-12-31]",
        "by 2020 at the latest": "[..2020-12-31]",
        "in 2020 at the latest": "[..2020-12-31]",
        "in 2020 at the earliest": "2020/..",
        "no sooner than May 2020": "2020-05/..",
        "not until 2020": "2020/..",
        "ever since 2020": "2020/..",
        "by March": "[..XXXX-03-31]",
        "by the end of February": "[..XXXX-02]",
        "by 15 September": "[..XXXX-09-15]",
        "before 1 March": "[..XXXX-02]",
        "before June": "[..XXXX-05-31]",
        "after 12 January": "[XXXX-01-13..]",
        "no earlier than October": "XXXX-10/..",
        "last quarter of 2019": "2019-36",
        "first three months of 2019": "2019-33",
        "the last six months of 2019": "2019-41",
        "in the course of 2019": "2019",
        "winter 2019/20": "2019-24",
        "before 5 May 2020": "[..2020-05-04]",
        "since 2024": "2024/..",
        "2018 or earlier": "../2018",
        "May 5\u2013June 9, 2020": "2020-05-05/2020-06-09",
        "5 or 9 May 2020": "[2020-05-05,2020-05-09]",
        "May or June 2020": "[2020-05,2020-06]",
        "probably around 2016": "2016%",
        "mid-October": "XXXX-10",
        "mid-2019": "2019",
        "late October 2018": "2018-10",
        "in 1066": "1066",
        "on or before 31 December 2026": "[..2026-12-31]",
    },
}
"""Phrases with the value that they state; an empty one must not be read."""

REFUSED = {
    "money": """
        $1 to $2 billion|between $1 and $2 billion|$5 million or $6 million|$5, $6
        from $5 million|$1.255|$1,25 billion|\u20ac1.250.000|12'000'000 francs|$1_000|$007|$5e9|-$5 billion
        $-5 billion|+$5|$5bn/year|5 million francs|20 million pesos|5 million dinars|500 million kronor
        kr 500 million|5 million lira|5 million won|\u00a55 billion|Rs 500 million|5 crore rupees
        \u20ac2.5 billion USD|CAD \u20ac5|$10 million Canadian|ALL 36|$5 billion a year|$5 billion per ship
        $5 billion each|$5 billion annually|$5 billion more|$5 billion loss|billions of dollars|$5 billions
        several billion dollars|tens of millions of dollars|a few million dollars|not exactly $5 billion
        twenty twenty euros|two hundred and a half dollars|$5 billion million|\u0665 dollars
        \uff15\uff10\uff10 dollars|$\uff15\uff10\uff10|5 bitcoin|50 cents|5 million colones
        $5 billion additional|about $5 million or more|up to at least $5 million|$10 million to $5 million
        $5 million to $5 million
        """,
    "share": """
        5 500%|50 percentage points|a fifth|a quarter|three quarters|3/4 of the fleet|a third of the price
        45% of 100 million|45% each|45% more|45,5%|-5%|45\u2030|5% a year|5% per annum|one in five|five out of ten
        half a year|half a dozen|0.5 of a percent|half of 2023|five halves|zero fifths|60% to 50%|half past ten
        nine eighths of it
        """,
    "quantity": """
        36 jets more|36 further|36 of the jets|36 jets each|36 jets a year|36 jets and 12 tanks
        36 jets plus spares|one|2017|2019 elections|the 2019 talks|around 2016 ships|12 737 aircraft
        24 155 mm howitzers|15 000 soldiers|dozens of ships|a score of ships|a couple of frigates|12 or 15 ships
        two frigate|the first 18 ships|36-jet order|two squadrons of 18 jets|three of five|10 times
        five of three ships|5 of 20 million euros
        a single|a single-engine plane|the single largest order|every single ship|a single 5 ships
        five-odd ships|5 million dollars|36 euros|5 percent|3x launchers|36ers|5.000 soldiers|36 (jets)
        40 to 30 jets|two to three hundred and fifty ships|two to three thousand five hundred ships
        nearly 47-kilometre road|a 5-year-old bridge|a 47-kilometre-plus road|a 20-50-bed hospital
        a two-year-old|twenty-five-year lease|two-yearly|a two-day-a-week job
        36 Leopards 12 tanks|500 to 2 thousand ships|36 jets per squadron|12 May
        """,
    "date": """
        until the end of 2020|until 2020|not by 2020|from 2020|as of 2020|as early as 2020|since early 2020
        by mid-2020|by late 2020|by early March|by the start of 2020|by then|by the end of the decade
        since the 1990s|since the end of 2020|first half of March|first half of March 2020|first week of March
        2020/21|the 2020/21 season|winter 2019/21|a year after 2020|early 1990s|mid-2019 to 2021
        late October 5, 2018|the end of 2019|the 1900s|2010's
        early October-November 2018|Thursday, October 5, 2018|Friday 7 Jun-14 Jul 1916|Friday|the 5th|spring
        the first half|today|last year|next May|29 February 2019|31 June 2020|2018-10|2018/10/05|10/05/2018
        5.10.2018|2019\u201321|2019-20|summer 2019-2020|fiscal year 2021-22|FY2020|FY 2020|2020 fiscal year|2020 AD
        44 BC|may|march 2020|May '20|5 May 20|Easter 2020|May\u2013July|from October to March 2021|2021-2019
        2021 or 2021|2019, 2020 and 2021|5 May 2020 at 10:30|10:30|last quarter|fifth quarter of 2020
        October to 2019|May or Q3 2019|5 October or 2018
        from October 4|from early 2023 on
        from the 1990s on|week 5 of 2020
        two years after 2016|in two thousand and ten|1500|about 1500|\u0662\u0660\u0662\u0660
        \uff12\uff10\uff12\uff10|2,020|the 1990s and 2000s|winter 2019-2021
        """,
}
"""Phrases that must not be read as a value of the kind, with bars between."""

REASONS = {
    "$5 billion per ship": "'per ship' makes it a rate",
    "a second satellite": "'a second' says which one it is, and no number: give the value with a note",
    "900 litres a second": "'a second' makes it a rate",
    "$5 million a year": "'a year' makes it a rate, which is no amount by itself: quote the amount alone",
    "early 1990s": "'early' is read only before one month or year",
    "the end of 2019": "'the end of' is read only before one month or year, with its preposition",
    "FY24": "'FY24' is a fiscal year",
    "the fiscal year 2024/25": "'fiscal year 2024/25' is a fiscal year",
    "next year": "'next year' depends on the day on which it was written",
    "two years ago": "'ago' depends on the day on which it was written",
    "on Monday": "'Monday' is a weekday without a date",
    "until 2029": "'until' may be the end of a period, or the time to which something was put off",
    "from 2029": "'from' may be a date or the start of a period",
    "as early as 2029": "'as early as' may be a date or the start of a period",
    "first half of September": "'first half of September' is a part of a month",
    "the 2026-27 season": "'2026-27 season' is no calendar year",
    "the 2026/27 season": "'2026/27 season' is no calendar year",
    "by the end of the decade": "'the end of the decade' depends on the day on which it was written",
    "last September": "'last September' depends on the day on which it was written",
    "by early March": "'March' is not exact enough for a limit",
    "before Christmas": "'Christmas' is a feast",
    "in the spring": "'spring' is a season without a year: quote the year with it",
    "a few days": "'few' says no number",
    "20 percent more": "'more' compares it with something else",
    "eleven times": "'times' says how often",
    "eleven times the price": "'eleven times the' compares it with something else",
    "a salary of \u20ac6 million": "'salary' is not understood",
    "500 million kronor": "'kronor' is the name of several currencies",
    "\u00a510 billion": "'\u00a5' is the sign of several currencies",
    "12 737 aircraft": "'12 737' may be one number or two",
    "Thursday, October 5, 2018": "'2018' is not a Thursday",
    "the": "'the' is not a complete phrase",
    "x" * 501: "is longer than 500 characters",
    "1.250.000 euros": "'1.250.000' is not a number as English writes it",
    "": "'' is not a complete phrase",
}


def format_reading(reading: Reading | Unread) -> str:
    """Return a reading as the table has it: operator, value, end, unit or currency; empty if there is none."""
    if isinstance(reading, Unread):
        return ""
    columns = ("operator", "amount", "value", "to", "unit", "currency", "edtf")
    return " ".join(str(reading.as_json()[name]) for name in columns if reading.as_json().get(name) is not None)


def phrases_of(text: str) -> list[str]:
    """Return the phrases of a table with bars between."""
    return [phrase.strip() for line in text.strip().splitlines() for phrase in line.split("|")]


@each_row("case", CASES)
def test_case(case: dict[str, str]) -> None:
    """A phrase of the table is read as the row says, and never as one of the values that it must not have."""
    value = format_reading(read_as(case["kind"], case["words"]))
    assert value == case["must_read"]
    for wrong in filter(None, case["must_never_read"].split("; ")):
        assert value not in (wrong, f"= {wrong}")


@each_row(("kind", "phrase"), [(kind, phrase) for kind in READ for phrase in READ[kind]])
def test_phrase_is_read(kind: str, phrase: str) -> None:
    """Phrases as agencies write them are read with operator, ends, currency or unit."""
    assert format_reading(read_as(kind, phrase)) == READ[kind][phrase]


@each_row(("kind", "phrase"), [(kind, phrase) for kind in REFUSED for phrase in phrases_of(REFUSED[kind])])
def test_phrase_is_refused(kind: str, phrase: str) -> None:
    """What is ambiguous, or has a word that the grammar does not explain, is not read."""
    assert format_reading(read_as(kind, phrase)) == ""


@each_row("phrase", [case["words"] for case in CASES if case["kind"] == "date"] + [*READ["date"]])
def test_a_date_is_met_in_a_text(phrase: str) -> None:
    """What is read as a date is met where it stands in a text, with whatever word it begins."""
    reading = read_as("date", phrase)
    assert not isinstance(reading, DateReading) or reading.edtf in find_dates(f"Lind, {phrase}")


@each_row("phrase", REASONS)
def test_reason(phrase: str) -> None:
    """The reason names the word that is not understood."""
    unread = read(phrase)
    assert isinstance(unread, Unread)
    assert REASONS[phrase] in str(unread)


def test_one_reading_of_a_kind() -> None:
    """A phrase has one reading of a kind at most, and most phrases have one in all."""
    for case in CASES:
        readings = read(case["words"])
        if not isinstance(readings, Unread):
            kinds = [reading.kind for reading in readings]
            assert kinds == [kind for kind in RULES if kind in kinds]
            assert len(kinds) == 1 or not case["must_read"]
