"""Words of opposite meaning, of which own words may have the one where their sentence has the other."""

from collections.abc import Mapping, Sequence

from facts.verify.grammar.word_list import word_set

PAIRS: Sequence[tuple[frozenset[str], frozenset[str]]] = (
    (
        word_set("""
            rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb
            climbs climbed climbing growth double doubles doubled doubling triple triples tripled tripling
        """),
        word_set("""
            fall falls fell fallen falling decrease decreases decreased decreasing decline declines drop drops dropped
            dropping shrink shrinks shrank shrunk shrinking sank sunk halve halves halved halving
        """),
    ),
    (
        word_set("""
            accept accepts accepted agree agrees approve approves approved approval confirm confirms confirmed uphold
            upholds upheld
        """),
        word_set("""
            reject rejects rejected rejection refused refusal annul annuls annulled annulment overturned quashed deny
            denies denied
        """),
    ),
    (
        word_set("""
            support supports supported supporting back backs backed welcome welcomes welcomed praise praises praised
            applaud applauds applauded endorse endorses endorsed endorsement hail hails hailed
        """),
        word_set("""
            oppose opposes opposed opposing criticise criticises criticised criticism criticize criticizes
            criticized reject rejects rejected rejection condemn condemns condemned denounce denounces denounced
        """),
    ),
    (word_set("agree agrees agreed agreeing"), word_set("disagree disagrees disagreed disagreeing")),
    (word_set("better"), word_set("worse")),
    (
        word_set("right correct true fair accurate valid sound apt"),
        word_set("wrong incorrect false untrue unfair inaccurate misleading flawed mistaken"),
    ),
    (
        word_set("counted included includes considered considers"),
        word_set("ignored ignores overlooked overlooks omitted omits disregarded disregards"),
    ),
    (word_set("guilty convicted"), word_set("innocent acquitted cleared")),
    (word_set("punctual punctually"), word_set("late delayed overdue delay delays")),
    (word_set("safe harmless"), word_set("dangerous harmful hazardous")),
    (word_set("cheap inexpensive"), word_set("expensive costly")),
    (word_set("higher above"), word_set("lower below beneath")),
    (word_set("profit profits profitable"), word_set("loss losses lossmaking")),
    (word_set("majority"), word_set("minority")),
    (
        word_set("enough sufficient ample plentiful abundant"),
        word_set("short shortage lack lacks lacked lacking scarce insufficient"),
    ),
    (
        word_set("opened opens opening reopened reopens reopening"),
        word_set("closed closes closing closure shut shuts shutting"),
    ),
    (
        word_set("began begun begin begins beginning started starts starting"),
        word_set("ended ends ending stopped stops ceased ceases finished finishes expires expired"),
    ),
    (
        word_set("satisfy satisfies satisfied comply complies complied conform conforms conformed obey obeys obeyed"),
        word_set("violate violates violated breach breaches breached break breaks broke infringes infringed"),
    ),
    (word_set("join joins joined joining"), word_set("leave leaves leaving quit quits")),
    (
        word_set("extend extends extended extending extension lengthen lengthened prolong prolonged"),
        word_set("shorten shortens shortened shortening curtail curtailed"),
    ),
    (word_set("tighten tightens tightened"), word_set("loosen loosens loosened relax relaxed ease eases eased")),
    (word_set("strengthen strengthens strengthened"), word_set("weaken weakens weakened")),
    (word_set("widen widens widened"), word_set("narrow narrows narrowed")),
    (word_set("minimum minimal"), word_set("maximum maximal ceiling cap")),
    (word_set("together"), word_set("each apiece")),
    (
        word_set("success successful succeed succeeds succeeded"),
        word_set("dismiss dismisses dismissed dismissal rejected failed fails failure lost"),
    ),
)
"""Words of opposite meaning."""
DISPUTED = (
    word_set("right correct true accurate"),
    word_set("disputed disputes denied denies rejected rejects dismissed dismisses"),
)
"""Own words of what a sentence disputes; a dispute may be about what is right."""
SIDES: Mapping[str, Sequence[tuple[frozenset[str], frozenset[str]]]] = {
    word: [side for pair in PAIRS for side in (pair, pair[::-1]) if word in side[0]]
    + [DISPUTED] * (word in DISPUTED[0])
    for pair in (*PAIRS, DISPUTED)
    for word in pair[0] | pair[1]
}
"""Each of them, with the words that mean the same and those that mean the opposite."""
CHANGES = (PAIRS[0][0] | PAIRS[0][1]) - word_set("sank sunk")
"""Words for how a figure changes, and hardly for anything else."""
MORE = PAIRS[0][0] | word_set("more higher greater larger bigger longer up twice")
LESS = PAIRS[0][1] | word_set("fewer less lower smaller shorter down")
DEGREES: Sequence[tuple[frozenset[str], frozenset[str]]] = (
    (MORE, LESS),
    (word_set("earlier sooner"), word_set("later")),
    (word_set("older"), word_set("newer younger")),
    (word_set("faster quicker"), word_set("slower")),
    (word_set("stronger"), word_set("weaker")),
    (word_set("heavier"), word_set("lighter")),
    (word_set("largest biggest greatest most"), word_set("smallest least fewest")),
    (word_set("highest"), word_set("lowest")),
    (word_set("longest"), word_set("shortest")),
    (word_set("oldest"), word_set("newest youngest latest")),
    (word_set("best"), word_set("worst")),
    (word_set("full"), word_set("incomplete partial")),
    (word_set("many numerous"), word_set("few")),
    (word_set("all every"), word_set("some several few many part")),
)
"""Words of opposite meaning that tell nothing opposite of different things: more planes, less fuel."""
