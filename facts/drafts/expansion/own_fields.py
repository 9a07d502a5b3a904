"""Fields read from a record's own words: its figures, its status, who says it, and who takes part."""

from collections.abc import Sequence
from typing import Any

from facts.drafts.names.governing_verbs import select_telling, with_verb
from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.own_participants import find_own_participant
from facts.drafts.names.told_speakers import find_speaker
from facts.drafts.problems import ClaimError
from facts.drafts.reading.choices import DENIAL_HINT, FORMER, read_office_status, read_status
from facts.drafts.reading.expanded import Expanded, construct
from facts.drafts.reading.own_amounts import find_own_amount
from facts.drafts.reading.own_dates import find_own_date
from facts.drafts.reading.specs import FieldSpec, field_specs
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.model.record import Record
from facts.verify.contradictions import words_of
from facts.verify.statuses import StatusOwner

PARTICIPANTS = "participants"
CONTRACTS = "contracts/"
OWN_FIGURES = (("amount", find_own_amount), ("when", find_own_date))
"""The fields for figures that the own words of a record tell, and what finds the words for each."""
OWN_FIELDS = frozenset((PARTICIPANTS, *(name for name, _ in OWN_FIGURES)))
"""Fields that a record's own words can fill; a draft must state their gaps explicitly."""


class OwnFields:
    """Adds the fields that a draft does not mention and the own words of the record tell, once all are known."""

    def __init__(self, finder: MentionFinder, locator: QuoteLocator) -> None:
        self.finder = finder
        self.locator = locator

    def add_all(self, expanded: Expanded) -> None:
        """Add the fields of a record that its own words tell."""
        self.add_status(expanded)
        self.add_speaker(expanded)
        self.add_participant(expanded)

    def add_status(self, expanded: Expanded) -> None:
        """Add the required status that a record's own words, or their verb, say, unless the draft mentions it."""
        spec = field_specs(expanded.model).get("status")
        if not (spec and spec.info.is_required() and expanded.own_places and is_missing(expanded, spec.name)):
            return
        governed = [with_verb(place, self.locator) for place in expanded.own_places]
        places = [place for place in governed if place]
        places = places if len(places) == len(governed) else list(expanded.own_places)
        try:
            places = select_telling(
                places, lambda place: read_choice(expanded, spec.name, spec, [place], self.finder)
            )
            expanded.values[spec.name] = read_choice(expanded, spec.name, spec, places, self.finder)
        except ClaimError as error:
            general = f"Write `status:` and which of {', '.join(spec.choices)} it is"
            hint = DENIAL_HINT if error.hint == DENIAL_HINT else general
            expanded.report(expanded.line, spec.name, ClaimError(error.message, hint))
        else:
            expanded.evidence[spec.name] = stated_receipt(places, self.locator)

    def add_speaker(self, expanded: Expanded) -> None:
        """Add the speaker whom the words beside a quotation, or the sentence, name, if the draft mentions none."""
        spec = field_specs(expanded.model).get("speaker")
        if spec is None or not all(is_missing(expanded, name) for name in ("speaker", "named")):
            return
        kinds = spec.metadata.reference.kinds if spec.metadata.reference else ()
        try:
            speaker = find_speaker(expanded.own_places, self.locator, self.finder.named_or_described_at, kinds)
        except ClaimError as error:
            expanded.report(expanded.line, spec.name, error)
            return
        if speaker:
            expanded.values[spec.name] = speaker[0]
            expanded.evidence[spec.name] = stated_receipt(speaker[1], self.locator)

    def add_participant(self, expanded: Expanded) -> None:
        """Add the record that does what the own words of an event tell, if the draft mentions no participants.

        What a party of another contract does, and of no contract that the event is about, is left open.
        """
        spec, places = field_specs(expanded.model).get(PARTICIPANTS), expanded.own_places
        reference = spec.metadata.reference if spec else None
        if reference is None or len(places) != 1 or not is_missing(expanded, PARTICIPANTS):
            return
        subject = find_own_participant(places[0], self.locator, self.finder.named_or_described_at, reference.kinds)
        is_recorded = subject is not None and f"{subject[0].kind}/{subject[0].identifier}" in self.finder.records
        if subject and is_recorded and not self.is_of_another_contract(subject[0].identifier, expanded):
            expanded.values[PARTICIPANTS] = [subject[0].identifier]
            expanded.evidence[PARTICIPANTS] = stated_receipt([subject[1]], self.locator)

    def is_of_another_contract(self, identifier: str, event: Expanded) -> bool:
        """Return whether an event is about contracts, and a record is a party of others but of none of these."""
        parties = {
            name.removeprefix(CONTRACTS): {*contract.values.get("buyers", ()), *contract.values.get("suppliers", ())}
            for name, contract in self.finder.records.items()
            if name.startswith(CONTRACTS)
        }
        topics = parties.keys() & {*event.values.get("about", ())}
        own = {name for name, others in parties.items() if identifier in others}
        return bool(topics and own) and topics.isdisjoint(own)


def read_choice(
    expanded: Expanded, path: str, spec: FieldSpec, places: Sequence[Occurrence], finder: MentionFinder
) -> str:
    """Return the status that words say; raise ClaimError if they say none, or several."""
    parts = [finder.part_of(place) for place in places]
    if FORMER in spec.choices:
        return read_office_status(spec.choices, parts)
    record, _ = construct(expanded)
    words = words_of(record) if isinstance(record, Record) else frozenset[str]()
    owner = StatusOwner(words, expanded.record.startswith("statements/"), is_part="." in path)
    return read_status(spec.choices, owner, parts, expanded.values.get("kind"))


def is_missing(expanded: Expanded, path: str) -> bool:
    """Return whether a draft says nothing of a field."""
    return path not in expanded.evidence.keys() | expanded.gaps.keys() | expanded.failed | expanded.lines.keys()


def stated_receipt(places: Sequence[Occurrence], locator: QuoteLocator) -> dict[str, Any]:
    """Return the receipt of a value that words at places state."""
    return {"basis": "stated", "spans": [locator.span(place) for place in places]}
