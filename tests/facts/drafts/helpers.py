"""An invented article, and what a draft of it is built into."""

from facts.drafts.build import Build, build
from facts.model.article import Article

TEXT = """\
Harbour town opens its new ferry pier

The pier at Vikhavn cost 12.5 million kroner, Mayor Åse Bjørnø said on 4 March 2024. Three ferries call there.

“Nobody will wait in the rain again,” Bjørnø said. The Norwegian Fishers' League said that the pier is too short.

Norway pays a third of the sum. The rest is due by the end of 2025; a second pier may follow in 2027 or 2028.
"""
ARTICLE = Article(TEXT)
HEAD = """\
title: a new pier in a harbour town
source:
  headline: {passage: 1}
"""
BODY = """\
countries:
  NO: [Norway, Norwegian]
people:
  ase-bjorno:
    offices: Mayor
organizations:
  norwegian-fishers-league: [Norwegian Fishers' League]
events:
  rest-of-the-price:
    title: payment of what remains of the price
    kind: {value: payment, quote: The rest is due, note: what is due is a payment}
    when: by the end of 2025
    status: {value: planned, quote: is due}
statements:
  cost:
    speaker: {value: ase-bjorno, quote: Mayor Åse Bjørnø said}
    summary: the price of the pier
    when: on 4 March 2024
  no-rain:
    passages: 3
    speaker: {value: ase-bjorno, quote: Bjørnø said}
    form: {value: direct, quote: Nobody will wait in the rain again}
    summary: travellers are to stay dry from now on
"""
DRAFT = HEAD + BODY


def build_draft(text: str, article: str = TEXT) -> Build:
    """Return what a draft of the article is built into."""
    return build("pier.yaml", text, Article(article), "pier")


def messages(text: str, article: str = TEXT) -> list[str]:
    """Return the problems of a draft, without the name of its file."""
    return [str(problem).removeprefix("pier.yaml:") for problem in build_draft(text, article).problems]
