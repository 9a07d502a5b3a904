"""What a person must look at: fields that their words do not contradict for certain, but do not carry either."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from facts.model.article import Article
from facts.model.record import Record
from facts.model.values import EdtfDate
from facts.verify.doubts.belongings import find_foreign_belongings
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.country_aliases import find_foreign_aliases
from facts.verify.doubts.dates.borrowed_days import find_borrowed_days
from facts.verify.doubts.dates.borrowed_years import find_borrowed_years
from facts.verify.doubts.dates.counted_days import find_miscounted
from facts.verify.doubts.dates.datelines import find_dateline_dates
from facts.verify.doubts.dates.inferred_times import find_reversed_deliveries
from facts.verify.doubts.dates.side_dates import find_side_dates
from facts.verify.doubts.dates.signatures import find_unsigned, find_untold_signatures
from facts.verify.doubts.dates.weekday_pairs import find_weekday_pairs
from facts.verify.doubts.exchanged_contracts import find_exchanged_contracts
from facts.verify.doubts.false_gaps import find_false_gaps
from facts.verify.doubts.figures.contract_figures import find_foreign_figures
from facts.verify.doubts.figures.cut_bounds import find_cut_bounds
from facts.verify.doubts.figures.earlier_figures import find_earlier_figures
from facts.verify.doubts.figures.estimates import find_estimates
from facts.verify.doubts.figures.exchanged_figures import find_exchanged_figures
from facts.verify.doubts.figures.figure_clauses import find_unheld_figures
from facts.verify.doubts.figures.own_figures import find_other_figures
from facts.verify.doubts.figures.rates import find_unnoted_rates
from facts.verify.doubts.figures.shared_currency_names import find_best_known_currencies
from facts.verify.doubts.figures.shared_values import find_shared_values
from facts.verify.doubts.figures.side_figures import find_side_figures
from facts.verify.doubts.figures.superseded_figures import find_superseded_figures
from facts.verify.doubts.figures.votes import find_swapped_votes, find_turned_votes
from facts.verify.doubts.figures.wholes import find_wholes
from facts.verify.doubts.foreign_sentences import find_foreign_sentences
from facts.verify.doubts.foreign_topics import find_foreign_topics
from facts.verify.doubts.happening_words import find_wordless
from facts.verify.doubts.inferences import find_groundless
from facts.verify.doubts.label_names import find_named_labels
from facts.verify.doubts.offices.office_holders import find_wrong_holders
from facts.verify.doubts.offices.office_organizations import find_wrong_organizations
from facts.verify.doubts.offices.office_ranks import find_wrong_ranks
from facts.verify.doubts.offices.office_times import find_wrong_office_times
from facts.verify.doubts.other_settings import find_other_settings
from facts.verify.doubts.own_words.foretold import find_foretold
from facts.verify.doubts.own_words.lost_conditions import find_lost_conditions
from facts.verify.doubts.own_words.paraphrases import find_loose_words
from facts.verify.doubts.own_words.summary_subjects import find_foreign_subjects
from facts.verify.doubts.own_words.titled_times import find_mistimed
from facts.verify.doubts.parties.actors import find_exchanged_actors, find_other_deniers
from facts.verify.doubts.parties.borrowed_names import find_borrowed_names
from facts.verify.doubts.parties.exchanged_sides import find_exchanged_sides
from facts.verify.doubts.parties.joint_figures import find_joint_figures
from facts.verify.doubts.parties.later_names import find_later_names
from facts.verify.doubts.parties.lenders import find_lending_parties, find_wrong_lenders
from facts.verify.doubts.parties.losers import find_losing_parties
from facts.verify.doubts.parties.other_parties import find_other_parties
from facts.verify.doubts.parties.payers import find_paying_buyers
from facts.verify.doubts.parties.role_words import find_reversed_roles
from facts.verify.doubts.parties.sides import find_wrong_sides
from facts.verify.doubts.parties.stand_ins import find_stand_ins
from facts.verify.doubts.parties.titled_objects import find_foreign_objects
from facts.verify.doubts.parties.titled_parties import find_titled_parties
from facts.verify.doubts.parties.trades import find_swapped_parties
from facts.verify.doubts.term_claims import find_claimed_terms
from facts.verify.doubts.term_sentences import find_foreign_terms
from facts.verify.doubts.unreal_happenings import find_unreal_happenings
from facts.verify.doubts.unsettled_statuses import find_unsettled
from facts.verify.doubts.voices.accused_speakers import find_accused_speakers
from facts.verify.doubts.voices.claimed_speakers import find_claimed_speakers
from facts.verify.doubts.voices.hearsay import find_hearsay
from facts.verify.doubts.voices.narrators import find_unattributed, find_wrong_voices
from facts.verify.doubts.voices.occasions import find_far_occasions
from facts.verify.doubts.voices.opinions import find_hidden_opinions
from facts.verify.doubts.voices.other_tellers import find_other_tellers
from facts.verify.doubts.voices.outlets import find_foreign_outlets
from facts.verify.doubts.voices.person_pronouns import find_person_pronouns
from facts.verify.doubts.voices.relation_order import find_reversed_relations
from facts.verify.doubts.voices.speaker_words import find_addressed_speakers, find_doubtful_speakers
from facts.verify.doubts.voices.unnamed_voices import find_unnamed_voices
from facts.verify.doubts.voices.unrelated_denials import find_unrelated_denials
from facts.verify.finding import Finding

CHECKS: tuple[Callable[[CheckContext], Iterator[Finding]], ...] = (
    find_foreign_sentences,
    find_swapped_parties,
    find_other_parties,
    find_wrong_sides,
    find_reversed_roles,
    find_titled_parties,
    find_losing_parties,
    find_borrowed_names,
    find_later_names,
    find_paying_buyers,
    find_foreign_figures,
    find_shared_values,
    find_unheld_figures,
    find_joint_figures,
    find_exchanged_figures,
    find_other_figures,
    find_wholes,
    find_earlier_figures,
    find_foreign_terms,
    find_claimed_terms,
    find_wrong_lenders,
    find_lending_parties,
    find_unsigned,
    find_untold_signatures,
    find_dateline_dates,
    find_superseded_figures,
    find_side_figures,
    find_side_dates,
    find_borrowed_days,
    find_miscounted,
    find_borrowed_years,
    find_reversed_deliveries,
    find_wrong_holders,
    find_wrong_organizations,
    find_wrong_ranks,
    find_wrong_office_times,
    find_foreign_belongings,
    find_loose_words,
    find_lost_conditions,
    find_foretold,
    find_mistimed,
    find_foreign_objects,
    find_other_settings,
    find_groundless,
    find_unnoted_rates,
    find_cut_bounds,
    find_best_known_currencies,
    find_foreign_aliases,
    find_named_labels,
    find_foreign_topics,
    find_exchanged_contracts,
    find_weekday_pairs,
    find_false_gaps,
    find_foreign_outlets,
    find_person_pronouns,
    find_accused_speakers,
    find_claimed_speakers,
    find_other_tellers,
    find_swapped_votes,
    find_turned_votes,
    find_wordless,
    find_unsettled,
    find_unreal_happenings,
    find_exchanged_actors,
    find_exchanged_sides,
    find_other_deniers,
    find_foreign_subjects,
    find_hearsay,
    find_hidden_opinions,
    find_far_occasions,
    find_reversed_relations,
    find_unrelated_denials,
    find_unnamed_voices,
    find_unattributed,
    find_wrong_voices,
    find_estimates,
    find_doubtful_speakers,
    find_addressed_speakers,
    find_stand_ins,
)
"""The checks, each of which yields the fields of a sheet that it doubts."""


def find_doubts(
    records: Mapping[str, Sequence[Record]], article: Article, published: EdtfDate | None = None
) -> Iterator[Finding]:
    """Yield each field of the records of a sheet, by kind, that may be another record's, or another value."""
    context = CheckContext(records, article, published)
    return chain.from_iterable(check(context) for check in CHECKS)
