"""The kinds of record. A new kind is a module of this package and an entry in `KINDS`."""

from collections.abc import Mapping

from facts.kinds.contract import CONTRACTS
from facts.kinds.country import COUNTRIES
from facts.kinds.event import EVENTS
from facts.kinds.media import MEDIA
from facts.kinds.organization import ORGANIZATIONS
from facts.kinds.person import PEOPLE
from facts.kinds.place import PLACES
from facts.kinds.statement import STATEMENTS
from facts.kinds.system import SYSTEMS
from facts.model.kind import Kind

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (CONTRACTS, COUNTRIES, SYSTEMS, PEOPLE, ORGANIZATIONS, PLACES, EVENTS, STATEMENTS, MEDIA)
}
