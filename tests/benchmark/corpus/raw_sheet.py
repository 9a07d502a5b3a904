"""What the records of a sheet of the corpus share: the article, and the ids that they may refer to."""

from collections.abc import Mapping
from random import Random
from typing import Any

from tests.benchmark.corpus.pools import Entity, Pools
from tests.benchmark.corpus.raw_record import RawRecord
from tests.benchmark.corpus.text import InventedText
from tests.benchmark.corpus.values import build_date
from tests.benchmark.corpus.vocabulary import to_slug

ACTORS = ("people", "organizations", "countries")


class RawSheet:
    """A sheet that is being written."""

    def __init__(self, random: Random, pools: Pools, counts: Mapping[str, int]) -> None:
        self.random = random
        self.pools = pools
        self.text = InventedText(random, pools)
        self.subjects = {
            kind: zipf.draw_different(random, counts[kind]) for kind, zipf in pools.subjects.items() if counts[kind]
        }
        self.ids = {kind: [subject.id for subject in subjects] for kind, subjects in self.subjects.items()}
        self.ids["countries"] = pools.countries.draw_different(random, counts["countries"])
        self.used = {record_id for ids in self.ids.values() for record_id in ids}
        for kind in ("contracts", "events", "statements", "media"):
            self.ids[kind] = [self.new_id() for _ in range(counts[kind])]

    def new_id(self) -> str:
        """Return an id that no record of the sheet has yet."""
        slug = to_slug(" ".join(self.pools.words.draw_several(self.random, 3))) or "record"
        number = 2
        record_id = slug
        while record_id in self.used:
            record_id, number = f"{slug}-{number}", number + 1
        self.used.add(record_id)
        return record_id

    def begin(self, record_id: str, *names: str) -> RawRecord:
        """Return a new record, told in a passage that has `names`."""
        self.text.add_passage(*names)
        return RawRecord(self.text, record_id)

    def pick(self, *kinds: str, chance: float = 1.0) -> str | None:
        """Return the id of a record of one of `kinds`, the first ones most often, with a `chance` of one at all."""
        ids = [record_id for kind in kinds for record_id in self.ids.get(kind, ())]
        if not ids or self.random.random() > chance:
            return None
        return ids[int(len(ids) * self.random.random() ** 2)]

    def pick_several(self, most: int, *kinds: str, chance: float = 1.0) -> list[str]:
        """Return up to `most` ids of records of `kinds`, none twice."""
        if self.random.random() > chance:
            return []
        picked = (self.pick(*kinds) for _ in range(self.random.randint(1, most)))
        return list(dict.fromkeys(record_id for record_id in picked if record_id))

    def pick_country(self, subject: Entity, chance: float) -> str | None:
        """Return the country of a subject if it is of the sheet, else one that is, with a `chance` of one at all."""
        if subject.country in self.ids["countries"]:
            return subject.country
        return self.pick("countries", chance=chance)

    def date(self, chance: float) -> dict[str, Any] | None:
        """Return a date, with a `chance` of one at all."""
        return build_date(self.random) if self.random.random() < chance else None

    def words(self, least: int, most: int, chance: float = 1.0) -> str | None:
        """Return words of our own, with a `chance` of any at all."""
        if self.random.random() > chance:
            return None
        return " ".join(self.pools.words.draw_several(self.random, self.random.randint(least, most)))

    def label(self, chance: float = 1.0) -> str | None:
        """Return a category, with a `chance` of one at all."""
        return self.pools.labels.draw(self.random) if self.random.random() < chance else None

    def choose(self, choices: Mapping[str, int], chance: float = 1.0) -> str | None:
        """Return one of `choices` by their weights, with a `chance` of one at all."""
        if self.random.random() > chance:
            return None
        return self.random.choices(list(choices), list(choices.values()))[0]
