"""Figures of contracts that are those of something else."""

from facts.model.article import Article
from facts.verify.contract_values import OTHER_AMOUNTS, ForeignAmount, find_other_amount, find_unit
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.contract_figures import find_foreign_figures
from facts.verify.grammar.inflection import to_plural
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

OPTIONS = """
The deal has an option for [12 more guns].
It includes options on [12 guns] until 2028.
Norway has an option to buy [12 more guns].
The contract covers ammunition and an optional [12 guns].
"""
QUANTITIES = """
The deal covers [24 guns], with an option for 12 more.
Without any option, Norway buys [24 guns].
Norway took up its option in May; it now has [36 guns].
Norway ordered [12 more guns].
"""
TOTALS = """
The contract is worth [6 billion euros].
Norway signed a deal ([590 million dollars]).
"""
UNIT_PRICES = """
The guns cost [6 million euros] each.
One gun costs [6 million euros].
The price of a single gun is [6 million euros].
Norway pays [6 million euros] per gun.
The ore is sold at [600 euros] a tonne.
"""
"""Sentences, with the words for a quantity, or for the price of a unit, in brackets."""


def findings(field: str, sentence: str, title: str = "guns", note: str | None = None) -> list[str]:
    """Return the fields with a finding in a contract that has the words in brackets in a field."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    amount = {"amount": "6", "currency": "EUR"} if field == "unit_price" else {"value": 12, "unit": "gun"}
    contract = build_record("contracts", "a", title=title, **{field: amount | {"stated": words}})
    receipt = receipt_for(article, words).model_copy(update={"note": note})
    records = {"contracts": [with_receipts(contract, {field: receipt})]}
    return [finding.field for finding in find_foreign_figures(CheckContext(records, article))]


@each_row("sentence", OPTIONS.strip().splitlines())
def test_the_quantity_of_an_option_is_doubted(sentence: str) -> None:
    """What an option is for is not what a contract is for, unless the contract is that of the option."""
    assert findings("quantity", sentence) == ["quantity"]
    assert findings("quantity", sentence, title="option for guns") == []


@each_row("sentence", QUANTITIES.strip().splitlines())
def test_a_quantity_beside_an_option_is_not_doubted(sentence: str) -> None:
    """The quantity of a contract may stand in the sentence of an option, or be one of more things."""
    assert findings("quantity", sentence) == []


@each_row("sentence", TOTALS.strip().splitlines())
def test_a_total_is_no_price_of_a_unit(sentence: str) -> None:
    """The price of a unit is doubted where its sentence has no word for one unit, and no note says why it is one."""
    assert findings("unit_price", sentence) == ["unit_price"]
    assert findings("unit_price", sentence, note="there is one ship") == []


@each_row("sentence", UNIT_PRICES.strip().splitlines())
def test_the_price_of_a_unit_is_not_doubted(sentence: str) -> None:
    """Each, per, one and the like say that an amount is what one of several costs."""
    assert findings("unit_price", sentence) == []


@each_row(
    ("before", "is_lent"),
    [
        ("The bank is lending Sandeyri ", True),
        ("The bank has lent the town about ", True),
        ("The town borrowed up to ", True),
        ("The bank lent money for ships worth ", False),
        ("The bank that lent the money said it cost ", False),
        ("The lending bank paid ", False),
        ("The town ordered ships for ", False),
    ],
)
def test_what_is_lent_is_no_price(before: str, is_lent: bool) -> None:
    """An amount that a verb of lending governs is the loan, unless the contract is one for it."""
    assert (find_other_amount(before, " over 20 years.", "order of ships") is not None) == is_lent
    assert find_other_amount(before, " over 20 years.", "loan for ships") is None


@each_row(("words", "fields"), [("6 billion euros", ["terms.0.amount"]), ("1 billion euros", [])])
def test_the_value_is_no_amount_of_a_term(words: str, fields: list[str]) -> None:
    """The amount of a term rests on words of its own, not on those of the contract's value."""
    article = Article("The contract is worth 6 billion euros. An option costs 1 billion euros.")
    term = {"kind": "option", "what": "more guns", "amount": {"amount": "1", "currency": "EUR", "stated": words}}
    contract = build_record("contracts", "a", title="guns", terms=[term])
    receipts = {"value": receipt_for(article, "6 billion euros"), "terms.0.amount": receipt_for(article, words)}
    contracts = [with_receipts(contract, receipts)]
    assert [
        finding.field for finding in find_foreign_figures(CheckContext({"contracts": contracts}, article))
    ] == fields


def test_a_quantity_of_another_system() -> None:
    """A quantity whose words name a system that the contract is not for is doubted."""
    article = Article("Lund orders 12 Falks and 18 Terns, 30 ships in all.")
    systems = [build_record("systems", "falk", name="Falk"), build_record("systems", "tern", name="Tern")]
    rows = (
        ("12 Falks", "tern", True),
        ("12 Falks", "falk", False),
        ("12 Falks", None, False),
        ("30 ships", "tern", False),
    )
    for words, system, is_wrong in rows:
        quantity = {"value": int(words[:2]), "unit": "ship", "stated": words}
        contract = build_record("contracts", "a", title="ships", quantity=quantity, system=system)
        contract = with_receipts(contract, {"quantity": receipt_for(article, words)})
        records = {"contracts": [contract], "systems": systems}
        assert bool(list(find_foreign_figures(CheckContext(records, article)))) == is_wrong, (words, system)


@each_row(
    ("sentence", "owner"),
    [
        ("It has an option, valid until May, to extend the lease by one year for [23 million euros].", "the option"),
        ("An option not taken up cost nothing; the guns are bought for [23 million euros].", None),
        ("The lease by one year for [23 million euros] is cheap.", None),
    ],
)
def test_the_price_of_an_option(sentence: str, owner: str | None) -> None:
    """What an option costs is no price of the contract, or of a unit, and one year is no unit."""
    before, _, rest = sentence.partition("[")
    amount = find_other_amount(before, rest.partition("]")[2], "guns") or find_unit(before, rest.partition("]")[2])
    assert (amount and amount.owner) == owner
    assert owner is None or findings("unit_price", sentence) == ["unit_price"]


@each_row("noun", OTHER_AMOUNTS)
def test_other_amounts_are_no_value_of_a_contract(noun: str) -> None:
    """What is owed, lent or paid besides is not the value, be it one or several; a contract for it has it."""
    for form in (noun, to_plural(noun)):
        for words in (f"with {form} of []", f"with {form} for delays of up to []", f"with [] {form}"):
            before, _, after = words.partition("[]")
            assert find_other_amount(before, after, "order for ferries") == ForeignAmount(f"the {noun}", True)
            assert find_other_amount(before, after, f"{noun} for ferries") is None


@each_row("before", ["with ferries of ", "for penalised builders, at ", "with refined oils of ", "for fees of "])
def test_words_with_the_letters_of_other_amounts_are_none(before: str) -> None:
    """What only begins or ends like a word for another amount says nothing of the value."""
    assert find_other_amount(before, "", "order for ferries") is None


@each_row(
    ("first", "second", "is_doubted"),
    [
        ("Norway leases [14 trains].", "The first {four trains} arrived in May.", True),
        ("Norway leases [14 electric trains].", "{Four trains} have arrived.", True),
        ("Norway leases [14 trains].", "The other {four trains} are due in May.", True),
        ("Norway leases [14 trains].", "It is to run {four trains} an hour.", False),
        ("Norway leases [trains].", "The first {four trains} arrived in May.", False),
        ("Norway leases [14 lines].", "The first {four trains} arrived in May.", False),
        ("Norway leases [two trains].", "The first {four trains} arrived in May.", False),
    ],
)
def test_the_quantity_of_a_part(first: str, second: str, is_doubted: bool) -> None:
    """Those that come first are not all, where another sentence of the contract has more of the same."""
    title, stated = first[first.index("[") + 1 : first.index("]")], second[second.index("{") + 1 : second.index("}")]
    article = Article("".join(letter for letter in f"{first} {second}" if letter not in "[]{}"))
    quantity = {"value": 4, "unit": "train", "stated": stated}
    contract = build_record("contracts", "a", title="trains", quantity=quantity)
    receipts = {"title": receipt_for(article, title), "quantity": receipt_for(article, stated)}
    records = {"contracts": [with_receipts(contract, receipts)]}
    fields = [finding.field for finding in find_foreign_figures(CheckContext(records, article))]
    assert fields == ["quantity"] * is_doubted


@each_row(
    ("price", "quantity", "is_doubted"),
    [("185", 26, True), ("7", 26, False), ("185", 1, False), ("185", None, False)],
)
def test_the_price_of_all_is_none_of_a_unit(price: str, quantity: int | None, is_doubted: bool) -> None:
    """A note does not make the value of several things the price of each."""
    article = Article("The trains cost 185 million euros.")
    amounts: dict[str, dict[str, object]] = {
        "value": {"amount": "185", "currency": "EUR", "stated": "185 million euros"},
        "unit_price": {"amount": price, "currency": "EUR", "stated": "185 million euros"},
    }
    if quantity:
        amounts["quantity"] = {"value": quantity, "unit": "train", "stated": "trains"}
    contract = build_record("contracts", "a", title="trains", **amounts)
    receipt = receipt_for(article, "185 million euros").model_copy(update={"note": "what one of them costs"})
    records = {"contracts": [with_receipts(contract, {"unit_price": receipt})]}
    findings = find_foreign_figures(CheckContext(records, article))
    assert any(finding.field == "unit_price" for finding in findings) == is_doubted
