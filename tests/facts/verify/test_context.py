"""The words around a phrase in its article refuse its reading where they change it, and only there."""

from facts.verify.context import Excerpt, changed_by
from facts.verify.reader import Unread, read_as
from tests.facts.verify.test_readings import phrases_of
from tests.tables import each_row

CHANGED = {
    "money": """
        CAD [$5 billion]|Canadian [$5 billion]|Hong Kong [$5 billion]|up to [$5 billion]|up to a [$5 billion]
        minus [$5 billion]|more than the [$5 billion]|at least [$5 billion]|not [$5 billion]|twice the [$5 billion]
        from $3 billion to [between $5 billion and $6 billion]|from its 2026 loss of $1 billion to [$5 billion]
        half of the [$5 billion]|between $3 billion and [$5 billion]|$3 billion to [$5 billion]
        [$5 billion] to $7 billion|from [$5 billion] to $7 billion|[$5 billion]-$7 billion
        [$5 billion] \u2013 $7 billion|$3 billion or [$5 billion]|[$5 billion] or $6 billion|[$5 billion] a year
        [$5 billion] per ship|[$5 billion] each|[$5 billion] for each ship|[$5 billion] apiece|[$5 billion] less
        [$5 billion] or more|[$5 billion]-plus|[$5 billion]+|[$5 billion] annually|[$5 billion]-a-year|[$5] billion
        [$5]bn|1[$5 billion]|$[5 billion euros]|5,[500 euros]|1 [500 euros]|[$1.2]5|-[$5 billion]|~[$5 billion]
        [$5 billion] euros|[$5 billion] CAD|[$5 billion] Canadian|[$5 billion] in 2015 dollars
        [$5 billion] over budget|[$5 billion] under budget|[$5 billion] under the estimate
        an average of [$5 billion]|north of [$5 billion]|shy of [$5 billion]
        perhaps [$5 billion]|about \u201c[$5 billion]\u201d|approx. [$5 billion]|about the [$5 billion]
        [$5 billion] at most|[$5 billion] and a half|[$5 billion] short|+ [$5 billion]|[$5 billion] or thereabouts
        [5 billion Turkish lira] in 1998|in 1993, [300 million Polish zloty]|by [$5 million] to $7 million
        rose by $5 million to [$7 million]|fell by \u20ac5 million to [$3 million]
        multiplied by [$5 billion]|[$5 million] million|[5 million euros] a ship|2 x [$5 billion]
        """,
    "share": """
        up to [10%]|up to a ceiling of [10%]|a cap of [10%]|more than [45%]
        [45%] a year|[45%] per year|[0.5%] of a percent|[45]%|4[5%]|0.[5%]
        between 20% and [25%]|[20%] to 25%|[20%]-25%|minus [5%]|-[5%]|[45%] points|[45 percent] points|some [45%]
        not [45%]|[45%] more|[45%] or so|went [from 10% to 15%]|a rise in fares [from 10% to 15%]
        """,
    "quantity": """
        half of the [40 tanks]|three of the [five ships]|two squadrons of [12 jets]|more than [36 jets]
        up to [36 jets]|between 30 and [36 jets]|30 to [36 jets]|six or [seven corvettes]|[36 jets] or more
        [36 jets] a year|[36 jets] each|[36 jets] per squadron|[36] million jets|[36] dozen|twenty-[five ships]
        one hundred and [five ships]|dozens of [36 jets]|not [36 jets]|no [36 jets]|double the [40 jets]|[36]%
        the fleet grew [from 10 to 12 ships]
        from its 2024 ships to [36 ships]|in 2024 ships to [36 ships]|10 ships to [between 20 and 36 ships] from May
        from 10 ships in 2024 to [36 ships]|[36 jets] a day before the war|[36 jets] a year, later
        $[36]|[36] euros|[about 3 million] kroner|[five] dollars|[12] May|[36 more jets] than in 2019
        almost all [36 jets]|all but [five ships]|from 10 frigates to [12 frigates]
        handed [over 36 jets]|a row [over 36 jets]|took over [36 jets]|carried over [36 jets]
        [36 jets] over the budget|        from [98 votes] to 201|from 98 votes to [201]|sold over [36 jets]
        three boxes of [12 missiles]|three new batches of about [12 missiles]|two of the boxes of [12 missiles]
        not [a single ship]|without [a single ship]|almost [a single ship]
        [36 jets] and a few more|[five] and a quarter
        perhaps [five ships]|[36 jets]-plus|[five] hundred|[five] and a half|every [five years]
        """,
    "date": """
        fiscal year [2021]|fiscal [2021]|FY [2021]|[2021]-22|[2021]\u201322|20[21]|by [2021]|by the end of [2021]
        before [2021]|after [2021]|since [2021]|until [2021]|no later than [2021]|about [2021]|perhaps [2021]
        late [2021]|early [2021]|mid-[2021]|the end of [2021]|two years after [2021]|October [2021]
        5 [October 2021]|[October 5], 2021|[October] 2021|[October 5] 2021|the fall of [2021]|first half of [2021]
        Q3 [2021]|2019 to [2021]|[2019] to 2021|[2019]-2021|between 2019 and [2021]|[2021] or 2022|2020 or [2021]
        [2021] or later|[2021] onwards|from [2021] on|model year [2021]|Monday, [5 July 2015]|Vision [2030]
        Euro [2024]
        [October] last year|[October] of that year|last [October]|this [October]|[5 October] a year earlier
        [in October] of the same year|[by the end of the year] after next|[by the end of the year] of the fire
        Windows [2000]|[2000] soldiers|in [2000] villages|[2021] model|[2021] at the latest|early [October 2018]
        [October] and November 2018|week of [5 May 2020]|as early as [2021]|not in [2021]|[2021] BC|[5 July] 2015
        until [the end of 2028]|to [early 2027]|by [early 2027]|since [late 2026]|from late 2026 to [early 2027]
        early 2026 or [mid-2027]|not [in early 2027]|[in early 2027] at the latest|before [the end of 2028]
        runs to [the spring of 2029]|delayed from 2028 to [2029]
        not [by 2031]|perhaps [by 2031]|[by 2031] or later|by 2030 or [by 2031]|[by 2031] votes|[by March] next year
        will not open [before 2031]|won't be finished [by 2031]|will not, he said, open [before 2031]
        nobody arrived [by 2031]|two years [after 2016]|the year [before 2030]|a decade [since 2016]
        [by 15 September] 2024|the weekend of [7 March 2026]|not before [2027]|[2015]/16|the beginning of [2021]
        from [March 2020] to May 2021|in [2021] dollars|in [March] to early May|in [March] to the end of May
        slipped [from 2024 to 2026]|no start [in 2021]|the close [in May 2021]
        will now meet at the end [of May 2027]|will come by the very end [in 2027]|will soon, by the close [of 2027]
        will not end [on 5 May 2027]|brought to an early end [in 2027]
        from [March] to Easter|in [March] to end of May|in [March] to today|[March] to 5 May
        """,
}
"""Phrases in square brackets, with words around them that change their value."""
UNCHANGED = {
    "money": """
        worth [$ 2.5 billion] was signed|worth [EUR 480 million], was signed
        for [\u20ac697.4 million], including VAT|a [$5 billion] deal|for [480 million euros] ($520 million)
        It cost a lot. [$5 billion] was paid.|the US [$5 billion] loan|paid [$5 billion] in 2018
        \u201c[$5 billion]\u201d is too much|in 2018, [$5 billion] was paid|the deal\u2014[$5 billion]\u2014failed
        [$5 billion] for five ships|[$5 billion] over five years|signed for ([$5 billion])
        cut its 2026 forecast to [between $5 billion and $6 billion]|cut the 2026 profit forecast to [$5 billion]
        cut it to [between $5 billion and $6 billion]
        the price rose to [$5 billion]|fell by [$5 million] to $3 million|fell by $5 million to [$3 million]
        [5 billion Turkish lira] in 2018|in 1993, [TRY 5 billion]
        pay [$5 billion] and a fee
        pays [$5 billion] under a contract of May|[$5 billion] under the terms|signed over [$5 billion]
        fell by 15 percent in 2024, to [\u20ac1.1 billion]|in 2024, to [$5 billion]
        spread over [$5 billion]|[$5 billion] of the sum|all of the [$5 billion]
        """,
    "share": """
        to pay [45%] of the total amount in advance, the rest|paid [30%] of that sum|pledged [12.5%] of the price
        up from [48%] a year earlier|[48%] a decade ago.
        a [45%] advance|fell by [60%] to 20%|fell by 60% to [20%]
        """,
    "quantity": """
        The first of [five frigates] of the Nordlys class|the [five frigates]
        each of the [24 tug crew members] passed|all of the [24 members] passed
        contract for [36 jets] worth $5 billion|[36 jets], 12 tanks|use [two types of missiles] and
        India signed for [two Umibue coastal radars] worth|In 2018, [36 jets] arrived|the first [18 jets]
        [36 jets] and 12 tanks|her [36 jets]|[36 jets] in 2019|[36 jets] a year later
        handed over [36 jets]|handed [36 jets] over to Poland|a row over [36 jets]
        by [201 votes] to 98|[98 votes] to 201|passed with [201 votes] against 98
        201 votes to [98]|98 votes to [201]|[201 votes] against
        [36 jets] to Poland|[five years] to finish
        by six votes to three after a debate of [almost five hours]|three men on a ship of [12 cabins]
        includes [36 jets] and a ten-year plan|bought [five ships] and a crane
        two days before a walk of [five hours]|a fleet of [12 ships]|ranged [from 10 to 12 ships]
        grew, and ranged [from 10 to 12 ships]|it grew and had [from 10 to 12 ships]
        """,
    "date": """
        was signed in [2017].|was signed [in 2017].|in the [fall of 2019].|in [October 2018].
        In [January 2018], India signed|[2021 or 2022]. The|in Brazil, [2025]|contracts of [2017] and 2020
        In [2019] sales fell|will be delivered [by the end of 2021]. At|[5 October 2018], a Friday
        Friday, [October 5, 2018]|Recall that in [early September], Turkish|signed [October 5, 2018] in Oslo
        to about 900 [in January]|fell to 900 [by 5 May]|the night of [5 May 2020]|the last [by the end of 2029]
        the second half [by 2029]|a third [before 2029]
        postponed to [the spring of 2029]|was pushed back to [2029]|put off to [October 2029], he said
        are to start [in the second half of 2028] and end|will end [in May 2027]|may close [on 5 May 2027]
        will now end [on 30 September 2026]|will then officially close [in May 2027]|to soon start [in 2027]
        would also end [in May 2027]|must now turn [in 2027]
        the next [by 2031]|are to follow [by 2028].|was open [since 2019]
        want to meet [in March] to decide|open [in March 2027] to the public|flew [in March] to Oslo
        met [in 2021] to end the war|met [in 2021] to start talks
        It was not built, and it is due [by 2031]|nobody was seen there [since 2019]|cut emissions [by 2031]
        """,
}
"""Phrases in square brackets, with words around them that leave their value as it is."""


def parse_cases(table: dict[str, str]) -> list[tuple[str, str]]:
    """Return the kind and the marked phrase of each case of a table."""
    return [(kind, case) for kind, text in table.items() for case in phrases_of(text)]


def change_in(kind: str, case: str) -> str | None:
    """Return the word that changes the phrase in brackets; the reason if the phrase has no reading by itself."""
    before, _, rest = case.partition("[")
    phrase, _, after = rest.partition("]")
    reading = read_as(kind, phrase)
    if isinstance(reading, Unread):
        return str(reading)
    return changed_by(kind, reading, Excerpt(f"{before}{phrase}{after}", len(before), len(before) + len(phrase)))


@each_row(("kind", "case"), parse_cases(CHANGED))
def test_neighbours_change_a_value(kind: str, case: str) -> None:
    """Operators, numbers, signs, codes, scales, rates and second ends beside a phrase refuse its reading."""
    assert change_in(kind, case)


@each_row(("kind", "case"), parse_cases(UNCHANGED))
def test_neighbours_leave_a_value(kind: str, case: str) -> None:
    """Verbs, nouns, punctuation and amounts of other things do not refuse a reading."""
    assert change_in(kind, case) is None
