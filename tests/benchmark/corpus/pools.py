"""The subjects of the corpus: what several articles name, a few of them in many and most in few."""

from dataclasses import dataclass
from functools import cache
from random import Random

import pycountry

from facts.model.country_codes import list_country_codes
from tests.benchmark.corpus.vocabulary import Zipf, build_vocabulary, to_slug

CURRENCIES = "USD EUR RUB GBP CNY INR JPY SAR KRW CHF TRY AED SEK NOK PLN BRL UAH DEM FRF ITL KWD XDR"
"""The most frequent first; three of them are of the past."""
SIZES = {"people": 4000, "organizations": 2000, "places": 2000, "systems": 800}
LABELS = 90
NOTES = 400
"""Why fields are empty, which authors of sheets write in the same words again and again."""
BROAD_COUNTRIES = ("US", "RU", "CN", "TR", "IN", "FR", "DE", "GB", "SA", "IR", "KR", "IL")


@dataclass(frozen=True, slots=True)
class Entity:
    """What articles name: its id, its name as printed, and its country."""

    id: str
    name: str
    label: str
    country: str


class Pools:
    """Everything that sheets are made of; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)  # noqa: S311 - fixed data
        vocabulary = build_vocabulary(random)
        self.words = Zipf(vocabulary)
        self.names = [word.title() for word in vocabulary[len(vocabulary) // 20 :] if not word[0].isdigit()]
        codes = [code for code in list_country_codes() if code not in BROAD_COUNTRIES]
        random.shuffle(codes)
        self.countries = Zipf([*BROAD_COUNTRIES, *codes])
        self.currencies = Zipf(CURRENCIES.split(" "))
        labels = dict.fromkeys(f"{random.choice(vocabulary)} {random.choice(vocabulary)}" for _ in range(LABELS))
        self.labels = Zipf([label for label in labels if label == label.lower()])
        self.notes = Zipf([" ".join(self.words.draw_several(random, random.randint(4, 10))) for _ in range(NOTES)])
        self.ids: set[str] = set()
        self.subjects = {
            kind: Zipf([self.build_subject(random, kind) for _ in range(size)]) for kind, size in SIZES.items()
        }

    def build_subject(self, random: Random, kind: str) -> Entity:
        """Return a subject whose id no other has."""
        name = " ".join(random.sample(self.names, 2 if kind == "people" else random.randint(1, 3)))
        slug = to_slug(name) or kind
        while slug in self.ids:
            slug = f"{slug}-{random.randint(2, 99)}"
        self.ids.add(slug)
        return Entity(slug, name, self.labels.draw(random), self.countries.draw(random))


@cache
def country_name(code: str) -> str:
    """Return the name of a country or of a former state."""
    country = pycountry.countries.get(alpha_2=code) or pycountry.historic_countries.get(alpha_2=code)
    return str(country.name) if country else "Kosovo"


build_pools = cache(Pools)
