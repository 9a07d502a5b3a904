"""The bundled sheet keeps the readings of a fact checker: about, scope, places, gaps and plain wording."""

from operator import attrgetter

from facts.kinds.statement import Statement
from facts.model.quantity import Quantity
from facts.model.record import AttributedRecord
from facts.sheets.loader import read_sheet
from tests.conftest import S400
from tests.tables import each_row

SHEET = read_sheet(S400)
BY_ID = {record.id: record for _, record in SHEET}

ABOUT = {
    "mikheev-negotiations": {"TR", "RU", "s-400", "turkey-2020", "second-contract-negotiations"},
    "mikheev-signature": {"TR", "RU", "s-400", "turkey-2020"},
    "mikheev-statement": {"TR", "RU", "s-400", "turkey-2020", "second-contract-negotiations"},
    "cooper-statement": {"US", "IN", "RU", "s-400", "prevention-of-supplies", "influence-on-india"},
    "cooper-influence-on-india": {"US", "IN", "s-400", "influence-on-india"},
    "cavusoglu-interview": {"s-400", "further-purchases", "western-refusal", "several-divisions-decision"},
    "cavusoglu-essence": {"TR", "s-400", "further-purchases"},
    "press-conference": {"s-400", "TR", "nato", "possible-sanctions"},
    "stoltenberg-sanctions": {"TR", "s-400", "US", "possible-sanctions"},
    "stoltenberg-allied-air-assets": {"TR", "s-400"},
    "stoltenberg-work-with-allies": {"TR", "s-400"},
    "balmasov-alternatives": {"s-400", "hawk", "patriot", "US"},
    "balmasov-handicraft-missiles": {"US", "SA", "IR", "american-systems-in-saudi-arabia"},
    "balmasov-symptom": {"nato", "TR"},
    "erdogan-bases": {"TR", "US", "incirlik", "kurecik", "closing-of-bases"},
    "ministry-message": {"turkey-2017", "sanctions-in-message", "pipeline-construction", "turkish-stream"},
    "ministry-despite-sanctions": {"turkey-2017", "s-400", "sanctions-in-message", "pipeline-construction"},
    "washington-planned-delivery": {"f-35", "TR", "planned-fighter-delivery", "fighter-program-exclusion"},
}
OPEN = {
    ("planned-fighter-delivery", "where"): "ambiguous",
    ("press-conference", "where"): "ambiguous",
    ("meeting-on-the-issue", "about"): "ambiguous",
    ("turkish-membership", "attributed_to"): "not_stated",
    ("cavusoglu-interview", "where"): "not_stated",
    ("fighter-program-exclusion", "when"): "not_stated",
    ("mikheev-signature", "when"): "not_stated",
    ("center-for-defense-research", "short_name"): "ambiguous",
    ("balmasov-use-in-saudi-arabia", "relations"): "ambiguous",
    ("balmasov-american-systems", "relations"): "ambiguous",
    ("balmasov-handicraft-missiles", "relations"): "ambiguous",
    ("balmasov-alternatives", "relations"): "ambiguous",
}
SCOPES = {
    "turkey-2020": "ambiguous",
    "second-contract-negotiations": "ambiguous",
    "mikheev-negotiations": "ambiguous",
    "cooper-prevention": "ambiguous",
    "prevention-of-supplies": "ambiguous",
    "balmasov-alliance-demands": "ambiguous",
    "balmasov-discipline-violation": "ambiguous",
    "planned-fighter-delivery": "ambiguous",
    "washington-planned-delivery": "ambiguous",
    "washington-fighter-data": "whole",
    "ministry-national-security": "whole",
    "ministry-despite-sanctions": "ambiguous",
    "turkish-membership": "whole",
}
SUMMARIES = {
    "erdogan-bases": "Turkey may close its Incirlik and Kurecik bases to the American military",
    "stoltenberg-national-decision": (
        "the decision (presumably on the S-400) is Turkey's to make at the national level"
    ),
    "ermakov-no-platform": (
        "after buying the S-400, Turkey cannot become a site for the global American missile shield"
    ),
    "balmasov-saying": (
        "politically it is a case of scythe meeting stone (a saying that the article does not explain)"
    ),
    "balmasov-replacement": "a worthy replacement for the Russian S-400 is almost impossible to find",
    "ermakov-similar-view": "Ermakov holds a view similar to Balmasov's; on which claim is not said",
    "stoltenberg-issue-discussed": (
        "the issue (just before: alternative solutions) was discussed at that day's meeting"
    ),
    "balmasov-alternatives": (
        "for now the only alternatives to speak of are the old American Hawk and the modernized Patriot"
    ),
}
WORDS_ONLY = {
    ("turkey-2017", "quantity"): "a batch",
    ("several-divisions-decision", "quantity"): "several divisions",
    ("cavusoglu-divisions-decision", "amount"): "several divisions",
    ("cavusoglu-reason-of-refusal", "amount"): "several divisions",
}


@each_row(("name", "ids"), ABOUT.items())
def test_records_say_what_they_are_about(name: str, ids: set[str]) -> None:
    """A statement or an event is found by each record that its sentence concerns."""
    assert set(attrgetter("about")(BY_ID[name])) >= ids


@each_row(("field", "status"), OPEN.items())
def test_gaps_have_their_true_reason(field: tuple[str, str], status: str) -> None:
    """What the article leaves open is ambiguous; what it does not say is not stated."""
    name, path = field
    assert BY_ID[name].gaps[path].status == status


@each_row(("name", "scope"), SCOPES.items())
def test_scope_is_ambiguous_only_where_the_article_leaves_it_open(name: str, scope: str) -> None:
    """A record and the statement with its content have the scope of the words that attribute them."""
    record = BY_ID[name]
    assert isinstance(record, Statement | AttributedRecord)
    assert record.attribution_scope == scope


@each_row(("name", "summary"), SUMMARIES.items())
def test_summaries_are_plain_english(name: str, summary: str) -> None:
    """Paraphrases have the settled wording."""
    assert attrgetter("summary")(BY_ID[name]) == summary


@each_row(("field", "words"), WORDS_ONLY.items())
def test_a_word_is_no_number(field: tuple[str, str], words: str) -> None:
    """A quantity of which only a word is given has neither number nor operator."""
    name, path = field
    quantity = attrgetter(path)(BY_ID[name])
    assert isinstance(quantity, Quantity)
    assert (quantity.stated, quantity.operator, quantity.value) == (words, None, None)


@each_row("path", ["suppliers", "buyers", "system", "title"])
def test_what_one_voice_tells_of_a_contract_holds_in_its_telling(path: str) -> None:
    """A state has the same status whoever tells it: no field of a contract is a mere opinion."""
    assert {contract.status_of(path) for contract in SHEET.records["contracts"]} == {"standing"}


def test_every_event_of_a_speaker_is_the_content_of_a_statement() -> None:
    """What only one voice tells is a statement of that voice, too, which is about the event."""
    about = {name for _, record in SHEET if isinstance(record, Statement) for name in record.about if record.speaker}
    attributed = {record.id for record in SHEET.records["events"] if record.attribution().attributed_to is not None}
    assert attributed - about == set()


def test_each_speech_has_its_occasion() -> None:
    """Mikheev's and Cooper's identical words have an occasion each."""
    occasions = {name: attrgetter("occasion")(BY_ID[name]) for name in ("mikheev-signature", "cooper-prevention")}
    assert occasions == {"mikheev-signature": "mikheev-statement", "cooper-prevention": "cooper-statement"}
