"""What a person must look at: fields that their words do not contradict for certain, but do not carry either."""

from collections.abc import Iterator, Mapping, Sequence

from facts.model.article import Article
from facts.model.record import Record
from facts.verify.attributions import Attributions
from facts.verify.descriptions import Descriptions
from facts.verify.doubts.actors import find_exchanged_actors, find_other_deniers
from facts.verify.doubts.belongings import find_foreign_belongings
from facts.verify.doubts.contract_figures import find_foreign_figures
from facts.verify.doubts.country_aliases import find_foreign_aliases
from facts.verify.doubts.datelines import find_dateline_dates
from facts.verify.doubts.foreign_sentences import ForeignSentences
from facts.verify.doubts.foretold import find_foretold
from facts.verify.doubts.happening_words import find_wordless
from facts.verify.doubts.hearsay import find_hearsay
from facts.verify.doubts.inferences import find_groundless
from facts.verify.doubts.inferred_times import find_reversed_deliveries
from facts.verify.doubts.joint_figures import find_joint_figures
from facts.verify.doubts.lenders import find_wrong_lenders
from facts.verify.doubts.losers import find_losing_suppliers
from facts.verify.doubts.narrators import find_unattributed, find_wrong_voices
from facts.verify.doubts.office_holders import find_wrong_holders
from facts.verify.doubts.office_organizations import find_wrong_organizations
from facts.verify.doubts.office_ranks import find_wrong_ranks
from facts.verify.doubts.office_times import find_wrong_office_times
from facts.verify.doubts.opinions import find_hidden_opinions
from facts.verify.doubts.other_settings import find_other_settings
from facts.verify.doubts.paraphrases import find_loose_words
from facts.verify.doubts.payers import find_paying_buyers
from facts.verify.doubts.rates import find_unnoted_rates
from facts.verify.doubts.relation_order import find_reversed_relations
from facts.verify.doubts.signatures import find_unsigned, find_untold_signatures
from facts.verify.doubts.speaker_words import find_doubtful_speakers
from facts.verify.doubts.summary_subjects import find_foreign_subjects
from facts.verify.doubts.superseded_dates import find_superseded_dates
from facts.verify.doubts.term_sentences import find_foreign_terms
from facts.verify.doubts.titled_objects import find_foreign_objects
from facts.verify.doubts.titled_parties import find_titled_parties
from facts.verify.doubts.trades import find_swapped_parties
from facts.verify.doubts.unnamed_voices import find_unnamed_voices
from facts.verify.doubts.votes import find_swapped_votes
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.speech import Speakers


def find_doubts(records: Mapping[str, Sequence[Record]], article: Article) -> Iterator[Finding]:
    """Yield each field of the records of a sheet, by kind, that may be another record's, or another value."""
    sentences = SentenceMap(article)
    descriptions = Descriptions.of(records)
    yield from ForeignSentences(records, sentences).find()
    yield from find_contract_doubts(records, sentences, descriptions)
    yield from find_wrong_holders(records, sentences)
    yield from find_wrong_organizations(records, sentences)
    yield from find_wrong_ranks(records.get("people", ()), sentences)
    yield from find_wrong_office_times(records.get("people", ()), sentences)
    yield from find_foreign_belongings(records, sentences, descriptions)
    yield from find_loose_words(records, sentences)
    yield from find_foretold(records, sentences)
    yield from find_foreign_objects(records)
    yield from find_other_settings(records, sentences)
    yield from find_groundless(records, sentences, descriptions)
    yield from find_unnoted_rates(records, sentences)
    yield from find_foreign_aliases(records, article)
    yield from find_swapped_votes(records, sentences)
    yield from find_wordless(records, sentences)
    yield from find_exchanged_actors(records, sentences, descriptions)
    yield from find_other_deniers(records, sentences, descriptions)
    yield from find_foreign_subjects(records, sentences, descriptions)
    yield from find_hearsay(records.get("statements", ()), sentences)
    yield from find_hidden_opinions(records.get("statements", ()), sentences)
    yield from find_reversed_relations(records, sentences)
    yield from find_unnamed_voices(records, descriptions)
    attributions = Attributions(records, Speakers(records, article))
    yield from find_unattributed(records, attributions)
    yield from find_wrong_voices(records, attributions)
    yield from find_doubtful_speakers(records.get("statements", ()), attributions, descriptions)


def find_contract_doubts(
    records: Mapping[str, Sequence[Record]], sentences: SentenceMap, descriptions: Descriptions
) -> Iterator[Finding]:
    """Yield each party, figure, term and date of the contracts that may be another's, and the dateline's dates."""
    yield from find_swapped_parties(records, sentences)
    yield from find_titled_parties(records, sentences)
    yield from find_losing_suppliers(records, sentences)
    yield from find_paying_buyers(records, sentences)
    yield from find_foreign_figures(records, sentences)
    yield from find_joint_figures(records, sentences)
    yield from find_foreign_terms(records, sentences)
    yield from find_wrong_lenders(records, sentences, descriptions)
    yield from find_unsigned(records.get("contracts", ()), sentences)
    yield from find_untold_signatures(records.get("contracts", ()), sentences)
    yield from find_dateline_dates(records, sentences)
    yield from find_superseded_dates(records.get("contracts", ()), sentences)
    yield from find_reversed_deliveries(records.get("contracts", ()), sentences)
