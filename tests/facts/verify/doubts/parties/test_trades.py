"""The sides of a contract that sentences tell by their verbs."""

from facts.model.article import Article
from facts.verify.doubts.parties.trades import find_opposite, read_side
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern
from tests.facts.verify.contradiction_cases import receipt_for
from tests.tables import each_row

SIDES = [
    ("India bought radars from Japan.", "India", "buyers"),
    ("India bought radars from Japan.", "Japan", "suppliers"),
    ("India, the largest buyer, has ordered radars.", "India", "buyers"),
    ("India is to purchase radars from the Japanese company Kurohama.", "Kurohama", "suppliers"),
    ("Kurohama of Japan sold radars to the navy of India.", "India", "buyers"),
    ("Japan will sell two radars to India.", "India", "buyers"),
    ("Japan will sell two radars to India.", "Japan", "suppliers"),
    ("Japan is building radars for India.", "India", "buyers"),
    ("The radars were bought by India.", "India", "buyers"),
    ("The radars, supplied by Japan, are old.", "Japan", "suppliers"),
    ("India\u2019s purchase of radars is over.", "India", "buyers"),
    ("Batteries will be supplied by the South Korean company Hanbit.", "Hanbit", "suppliers"),
    ("They are to be built by Japan.", "Japan", "suppliers"),
    ("The radars, ordered from Japan in May, are late.", "Japan", "suppliers"),
    ("Two of the three old radars of the navy were sold to Brazil.", "Brazil", "buyers"),
    ("Ghana, Togo and Benin will jointly buy doses.", "Ghana", "buyers"),
    ("Ghana, Togo and Benin will jointly buy doses.", "Benin", "buyers"),
    ("India signed a contract on Monday with the shipyard Kurohama.", "Kurohama", "suppliers"),
    ("India bought radars from Japan for Brazil.", "Brazil", ""),
    ("India has leased six jets from the Spanish operator Vuelo.", "India", "buyers"),
    ("India has leased six jets from the Spanish operator Vuelo.", "Vuelo", "suppliers"),
    ("India chartered two tugs from Vuelo in May.", "Vuelo", "suppliers"),
    ("India rents offices from Vuelo.", "India", "buyers"),
    ("India commissioned a study from Vuelo.", "India", "buyers"),
    ("Vuelo has leased six jets to the navy of India.", "Vuelo", "suppliers"),
    ("Vuelo has leased six jets to the navy of India.", "India", "buyers"),
    ("The jets, hired by India, are old.", "India", "buyers"),
    ("Vuelo has transferred a satellite to the navy of India.", "Vuelo", "suppliers"),
    ("Vuelo has transferred a satellite to the navy of India.", "India", "buyers"),
    ("Vuelo transferred 3 million euros to India.", "India", ""),
    ("India pays rents and leases.", "India", ""),
    ("India was bought off.", "India", ""),
    ("India signed a contract with Japan.", "India", ""),
    (
        "Norway has signed a contract worth 6.2 billion crowns for coastal guns from South Korea's Hansung.",
        "Norway",
        "buyers",
    ),
    ("Norway signed a deal for ships from Granit.", "Norway", "buyers"),
    (
        "Norway, a member of the alliance, has placed an order for ten ships from the Danish yard Granit.",
        "Norway",
        "buyers",
    ),
    ("Norway bought ships from Granit.", "Norway", "buyers"),
    ("The yard builds ships for Norway.", "Norway", "buyers"),
    (
        "Norway has signed a contract worth 6.2 billion crowns for coastal guns from South Korea's Hansung.",
        "Hansung",
        "suppliers",
    ),
    ("Norway signed a deal for ships from Granit.", "Granit", "suppliers"),
    ("Norway has placed an order for ten ships from the Danish yard Granit.", "Granit", "suppliers"),
    ("Norway bought ships from Granit.", "Granit", "suppliers"),
    ("Granit sold ships to Norway.", "Granit", "suppliers"),
    ("Granit has signed a contract to deliver ships from its yard in Norway.", "Granit", ""),
    ("Granit signed a deal for the sale of ships from its yard.", "Granit", ""),
    ("A contract was signed by Norway.", "Norway", ""),
    ("Norway received a letter from Granit.", "Norway", ""),
    ("Norway has signed a contract with Granit.", "Norway", ""),
    ("Norway signed a contract to build ships with steel from Sweden.", "Sweden", ""),
    ("The order came from Norway.", "Norway", ""),
    ("Norway said on Friday it had ordered a ship, the Falk, from Granit of Sweden.", "Norway", "buyers"),
    ("Norway said on Friday it had ordered a ship, the Falk, from Granit of Sweden.", "Granit", "suppliers"),
    ("Norway announced that it would buy a ship, the Falk, from Granit.", "Norway", "buyers"),
    ("Granit said it had sold a ship to Norway.", "Granit", "suppliers"),
    ("A contract worth about $70 million was awarded to U.S. firm Granit to build it.", "Granit", "suppliers"),
    ("The order for two ships, worth little, went to the Danish yard Granit.", "Granit", "suppliers"),
    ("Norway awarded a contract to Granit.", "Norway", "buyers"),
    ("Norway awarded a contract to Granit.", "Granit", "suppliers"),
    ("Granit was awarded the contract.", "Granit", "suppliers"),
    ("Granit has won an order for ships.", "Granit", "suppliers"),
    ("A licence was awarded to Norway.", "Norway", ""),
    ("A court awarded damages to Norway over the contract.", "Norway", ""),
    ("Norway was awarded damages.", "Norway", ""),
    ("Norway said on Friday that Brazil had ordered a ship.", "Norway", ""),
    ("India ordered a ship, and Brazil took another, from Norway.", "Norway", ""),
    ("India ordered a ship, while Brazil took another from Norway.", "Norway", ""),
    (
        "India agreed in March to sell most of Brasa, which runs 1,200 ships, to Oslo-based Granit.",
        "India",
        "suppliers",
    ),
    (
        "India agreed in March to sell most of Brasa, which runs 1,200 ships, to Oslo-based Granit.",
        "Granit",
        "buyers",
    ),
    ("India agreed in March to sell most of Brasa, which runs 1,200 ships, to Oslo-based Granit.", "Brasa", ""),
    ("India plans to sell radars to Brazil.", "India", "suppliers"),
    ("India decided last week to acquire radars from the city of Oslo.", "India", "buyers"),
    ("India decided last week to acquire radars from the city of Oslo.", "Oslo", "suppliers"),
    ("India is to buy radars from Oslo-based Granit.", "Granit", "suppliers"),
    ("India agreed with Granit to sell radars to Brazil.", "Granit", ""),
    ("India urged Granit to sell radars.", "India", ""),
    ("India agreed that Granit would sell radars.", "India", ""),
    ("India plans to pay those who sell radars.", "India", ""),
    ("Harwick on Tuesday awarded a contract to Velora.", "Harwick", "buyers"),
    ("Harwick awarded a contract to Velora, ending a decade of service by Kestrel.", "Harwick", "buyers"),
    ("Harwick awarded a contract to Velora, ending a decade of service by Kestrel.", "Kestrel", ""),
    ("Velora awarded contract worth 18.4 million euros by Harwick", "Velora", ""),
    ("Harwick gave the deal its approval.", "Harwick", ""),
    ("Harwick granted the contract final clearance.", "Harwick", ""),
    ("Harwick gave no details on the contract.", "Harwick", ""),
    ("Harwick gave up the contract.", "Harwick", ""),
    ("Harwick gave Velora a copy of the contract.", "Velora", ""),
    ("Harwick gave Velora two days to sign the contract.", "Velora", ""),
    ("Harwick on 12 June awarded a contract to Velora.", "Harwick", "buyers"),
    ("Harwick late on Friday evening bought ferries from Velora.", "Harwick", "buyers"),
    ("Velora in May finally sold the ferries.", "Velora", "suppliers"),
    ("Velora was on Tuesday awarded a contract by Harwick.", "Velora", "suppliers"),
    ("Velora was on Tuesday awarded a contract by Harwick.", "Harwick", "buyers"),
    ("Velora was already sold.", "Velora", ""),
    ("Velora was in May bought by Harwick.", "Velora", ""),
    ("Velora was in May bought by Harwick.", "Harwick", "buyers"),
    ("Harwick awarded a contract worth 18.4 million euros to Velora.", "Velora", "suppliers"),
    (
        "Harwick awarded a six-year contract worth 18.4 million euros to the Danish company Velora.",
        "Velora",
        "suppliers",
    ),
    ("Harwick awarded a contract to the Danish company Velora.", "Velora", "suppliers"),
    ("Harwick awarded the Danish company Velora a six-year contract.", "Velora", "suppliers"),
    ("Harwick awarded the Danish company Velora a six-year contract.", "Harwick", "buyers"),
    ("Harwick handed Velora the contract.", "Velora", "suppliers"),
    ("Harwick awarded a contract to supply Norway with ferries.", "Norway", ""),
    ("Harwick awarded Velora a prize.", "Velora", ""),
    ("Harwick awarded Velora a prize.", "Harwick", ""),
    ("Harwick has completed its takeover of Velora.", "Harwick", "buyers"),
    ("Harwick completed its long-delayed acquisition of Velora.", "Harwick", "buyers"),
    ("Velora\u2019s takeover by Harwick is over.", "Velora", ""),
    ("Velora\u2019s takeover by Harwick is over.", "Harwick", "buyers"),
    ("Velora has completed its survey of Harwick.", "Velora", ""),
    ("Harwick bought Velora from Kestrel.", "Kestrel", "suppliers"),
    ("Harwick acquired Velora, a Dresden start-up, from Kestrel.", "Kestrel", "suppliers"),
    ("Kestrel lent the painting to the city of Harwick.", "Kestrel", "suppliers"),
    ("Kestrel lent the painting to the city of Harwick.", "Harwick", "buyers"),
    ("Kestrel donated two ferries to Harwick.", "Harwick", "buyers"),
    ("The painting was lent to Harwick by Kestrel.", "Kestrel", "suppliers"),
    ("Kestrel handed over the ferries to Harwick.", "Kestrel", "suppliers"),
    ("Kestrel lent 5 million euros to Harwick.", "Kestrel", ""),
    ("Kestrel lent 5 million euros to Harwick.", "Harwick", ""),
    ("Kestrel will lend Harwick 600 million crowns towards the purchase.", "Harwick", ""),
    ("Kestrel will lend Harwick the money.", "Harwick", ""),
    ("Kestrel will lend Harwick the painting.", "Harwick", "buyers"),
    ("Velora won the contract from Harwick.", "Velora", "suppliers"),
    ("Velora won the contract from Harwick.", "Harwick", "buyers"),
    ("Velora on Monday won an order for ten ferries from Harwick.", "Harwick", "buyers"),
    ("Velora was awarded the contract by Harwick.", "Harwick", "buyers"),
    ("The contract was awarded on Monday by Harwick.", "Harwick", "buyers"),
    ("Velora received a letter from Harwick.", "Harwick", ""),
    ("Harwick signed a contract with Velora to buy ferries.", "Harwick", "buyers"),
    ("Harwick signed a contract with Velora to buy ferries.", "Velora", "suppliers"),
    ("Harwick signed a contract with Velora to run ferries.", "Velora", ""),
    ("The ferries that Harwick ordered from Velora are late.", "Velora", "suppliers"),
    ("Harwick\u2019s order of ten ferries from Velora is late.", "Harwick", "buyers"),
    ("Harwick\u2019s order of ten ferries from Velora is late.", "Velora", "suppliers"),
    ("Velora\u2019s order book is full.", "Velora", ""),
    ("Velora sold Harwick two ferries.", "Harwick", "buyers"),
    ("Kestrel sold Velora two years ago.", "Velora", ""),
    ("Kestrel and Harwick jointly bought the ferries from Velora.", "Kestrel", "buyers"),
    ("Harwick leased ferries from Velora and on Monday returned them.", "Harwick", "buyers"),
    ("Velora sold Harwick two ferries for 5 million euros.", "Harwick", "buyers"),
    ("Harwick awarded Velora a contract worth 5 million euros.", "Velora", "suppliers"),
    ("Harwick awarded Velora an 18.4-million-euro contract.", "Velora", "suppliers"),
    ("Harwick awarded Velora the 18.4 million euro contract on Tuesday.", "Velora", "suppliers"),
    ("A contract awarded to Velora by Harwick council was annulled.", "Harwick", "buyers"),
    ("A contract awarded to Velora by Harwick council was annulled.", "Velora", "suppliers"),
    ("Kestrel returned the mask to Ghana.", "Kestrel", "suppliers"),
    ("Harwick has ordered six trams from Velora.", "Velora", "suppliers"),
    ("Velora, based in Aarhus, on Tuesday won a 10-year deal from Harwick.", "Velora", "suppliers"),
    ("Velora, based in Aarhus, on Tuesday won a 10-year deal from Harwick.", "Harwick", "buyers"),
    ("Harwick, which leases ferries from Velora, awarded a contract to Kestrel.", "Kestrel", "suppliers"),
    ("Harwick, which leases ferries from Velora, awarded a contract to Kestrel.", "Velora", "suppliers"),
    ("Harwick signed a contract on Tuesday with Velora.", "Velora", ""),
    ("Velora has been picked by Harwick to run ferries.", "Harwick", ""),
    ("Harwick gave Velora two ferries.", "Velora", ""),
    ("Harwick gave Velora the contract.", "Velora", "suppliers"),
    ("The contract was given to Velora.", "Velora", "suppliers"),
    ("The ferries were handed over to Harwick by Velora.", "Harwick", "buyers"),
    ("Velora handed the ferries over to Harwick.", "Harwick", "buyers"),
    ("The takeover of Velora by Harwick is complete.", "Harwick", "buyers"),
    ("Harwick on Tuesday morning said it had bought Velora.", "Harwick", "buyers"),
    ("Harwick said on Tuesday that it had bought Velora.", "Harwick", "buyers"),
    ("Harwick plans, with the help of Kestrel, to buy ferries from Velora.", "Kestrel", ""),
    ("The museum returned to Ghana.", "Ghana", ""),
    ("Harwick returned the ferries to Velora for repairs.", "Harwick", ""),
    ("Harwick returned the leased ferries to Velora.", "Velora", ""),
    ("Harwick returned the ferries that it had leased to Velora.", "Harwick", ""),
]
"""Sentences, names in them, and the side of a contract that the sentence says the name is on; empty for none."""


@each_row(("sentence", "name", "side"), SIDES)
def test_sides_of_a_trade(sentence: str, name: str, side: str) -> None:
    """A sentence says of a name that it buys, that it sells, or neither."""
    match = name_pattern(name).search(sentence)
    assert match
    sides = [side for side in ("buyers", "suppliers") if read_side(side, sentence, match)]
    assert sides == ([side] if side else [])


BOUGHT = [
    ("India bought its rival Kurohama in 2014.", "Kurohama", True),
    ("India has acquired Kurohama.", "Kurohama", True),
    ("India bought radars from Kurohama.", "Kurohama", False),
    ("India bought its rival Kurohama in 2014.", "India", False),
    ("Kurohama was bought by India.", "India", False),
    ("India completed its takeover of Kurohama.", "Kurohama", True),
    ("India completed its takeover of Kurohama.", "India", False),
    ("India denied the takeover by Kurohama.", "Kurohama", False),
    ("Kurohama bought the yard, India said.", "India", False),
]
"""Sentences, names in them, and whether they are what is bought."""


@each_row(("sentence", "name", "is_bought"), BOUGHT)
def test_what_is_bought_buys_nothing(sentence: str, name: str, is_bought: bool) -> None:
    """The name of a company that is bought, or that sells, is not that of the buyer."""
    article = Article(sentence)
    opposite = find_opposite("buyers", [name], receipt_for(article, name), SentenceMap(article))
    assert (opposite is not None and opposite[0].endswith(name)) == (is_bought or "from" in sentence)
    assert (opposite is not None and opposite[1] == "is bought") == is_bought


SOLD = [
    ("India sold its yard Kurohama in 2014.", "Kurohama", True),
    ("India agreed to sell 80 percent of Kurohama, which builds ships.", "Kurohama", True),
    ("India is selling a stake in Kurohama to Granit.", "Kurohama", True),
    ("India has sold Kurohama radars to Brazil.", "Kurohama", False),
    ("India has sold Kurohama's radars to Brazil.", "Kurohama", False),
    ("The radars were sold by Kurohama.", "Kurohama", False),
    ("India sold radars for Kurohama.", "Kurohama", False),
    ("India sold Kurohama, and Kurohama sold radars.", "Kurohama", False),
    ("The radars that were sold Kurohama had built.", "Kurohama", False),
]
"""Sentences, names in them, and whether they are what is sold."""


@each_row(("sentence", "name", "is_sold"), SOLD)
def test_what_is_sold_sells_nothing(sentence: str, name: str, is_sold: bool) -> None:
    """The name of a company that is sold is not that of the supplier, and that of a maker may be."""
    article = Article(sentence)
    opposite = find_opposite("suppliers", [name], receipt_for(article, sentence), SentenceMap(article))
    assert (opposite is not None and opposite[1] == "is sold") == is_sold
