"""The English words that say how a happening stands: auxiliaries, verbs of intent, irregular past forms."""

from typing import Literal

from facts.verify.grammar.word_list import word_set

BE = word_set("is are was were am be been being isn't aren't wasn't weren't")
PRESENT_BE = word_set("is are am isn't aren't")
NO_MAIN_VERBS = word_set("last next before after when while during until since but and or as than")
"""Words after a form of to do that stands for a verb that was told: more than it did last year."""
HAVE = word_set("has have had having hasn't haven't hadn't")
DO = word_set("do does did don't doesn't didn't")
MODALS: dict[str, Literal["future", "would", "possible", "able", "obliged"]] = {
    **dict.fromkeys(("will", "shall", "won't", "shan't"), "future"),
    **dict.fromkeys(("would", "wouldn't"), "would"),
    **dict.fromkeys(("could", "couldn't", "may", "might", "mightn't"), "possible"),
    **dict.fromkeys(("can", "can't", "cannot"), "able"),
    **dict.fromkeys(("should", "shouldn't", "must", "mustn't", "ought"), "obliged"),
}
"""The class of each modal verb."""
NEGATIONS = word_set("not never cannot nowhere hardly scarcely")
NO_SUBJECTS = word_set("no none neither nor nobody nothing without")
"""Words that negate the verb after them, or before them in a phrase such as signed no contract."""
ADVERBS = word_set("""
    already also still now then just even soon later only again since recently yet ever always often first both all
    today tomorrow yesterday almost instead perhaps maybe thus therefore however indeed too so long once reportedly
    jointly each far well
""")
"""Words besides those in -ly that may stand inside a group of verbs."""

PARTICIPLES_OF_INTENT = word_set("""
    due set scheduled expected planned intended supposed meant slated poised going about likely projected
    earmarked payable bound ready prepared timetabled forecast tipped destined believed budgeted contracted obliged
    required committed determined eager keen pencilled
""")
"""Words after a form of to be that place what follows in the future."""
HEARSAY = word_set("said reported alleged thought understood rumoured rumored known found")
"""Words after a form of to be by which others tell what has happened: is said to have left."""
INTENTS = word_set("""
    plan plans planned intend intends intended aim aims aimed hope hopes hoped want wants wanted expect expects
    expected promise promises promised pledge pledges pledged vow vows vowed agree agrees agreed commit commits
    committed undertake undertakes undertook undertaken offer offers offered propose proposes proposed prepare
    prepares seek seeks sought decide decides decided wish wishes wished try tries tried attempt attempts attempted
    mean means meant swear swears swore resolve resolves resolved consent consents consented guarantee guarantees
    guaranteed consider considers considered contemplate contemplates contemplated look looks looked opt opts opted
    volunteer volunteers volunteered apply applies applied ask asks asked call calls called urge urges urged order
    orders ordered invite invites invited
""")
"""Verbs whose own act may have happened, and whose object or infinitive has not."""
WEAK_INTENTS = word_set("""
    mean means meant look looks looked try tries tried attempt attempts attempted consider considers considered
    ask asks asked call calls called urge urges urged order orders ordered invite invites invited offer offers
    apply applies applied seek seeks sought decide decides decided
""")
"""Verbs of intent that count as such only before an infinitive."""
SURE_INTENTS = word_set("expects intends agrees proposes undertakes swore undertook")
"""Verbs of intent that are such without an infinitive too, besides those in -ed."""
ONLY_WITH_INFINITIVE = word_set("about set bound ready prepared going contracted determined")
"""Participles of intent that are such only before an infinitive."""
THREATS = word_set("threaten threatens threatened threatening")
ATTEMPTS = word_set("""
    reach reached verify verified confirm confirmed find found contact contacted locate located identify identified
    corroborate corroborated substantiate substantiated establish established determine determined trace traced
    ascertain ascertained authenticate authenticated
""")
"""Verbs of what was tried in vain where it could not be done: could not be reached for comment."""
REFUSALS = word_set("""
    refuse refuses refused fail fails failed decline declines declined deny denies denied cancel cancels cancelled
    canceled scrap scraps scrapped abandon abandons abandoned postpone postpones postponed shelve shelves shelved
    suspend suspends suspended avoid avoids avoided omit omits omitted neglect neglects neglected delay delays delayed
    forgo drop dropped block blocked prevent prevented reject rejects rejected withdraw withdrew withdrawn halt halted
    stop stopped missed miss collapsed
""")
"""Verbs that say of what they govern that it did not happen."""
EFFECTS = word_set("avoid avoided prevent prevented block blocked halt halted stop stopped drop dropped miss missed")
"""Those among them that tell of a happening where a figure follows: prevented 75 percent of cases."""
REFUSALS_WITH_INFINITIVE = word_set(
    "refuse refuses refused refusing fail fails failed failing decline declines declined neglect neglects neglected"
)
DENIALS = word_set("deny denies denied denying dispute disputes disputed rejects rejected dismisses dismissed")
"""Verbs that deny what the clause after them says."""
NEGOTIATIONS = word_set(
    "negotiate negotiates negotiated negotiating discussing renegotiating renegotiated bargaining haggling"
)
"""Verbs of negotiation."""
PRESENT_VERBS = word_set("continues continue remains remain keeps keep stays stay insists insist belongs belong")
"""Verbs in the present whose forms are not those of nouns."""
CONDITIONS = word_set("if unless otherwise provided providing then")
QUESTIONS = word_set("whether doubtful unclear uncertain unknown questionable unproven")

NOMINAL_STATUSES = {
    "planned": word_set("plan plans planned intention intentions proposal proposed upcoming forthcoming future"),
    "threatened": word_set("threat threats threatened ultimatum"),
    "conditional": word_set("possible potential hypothetical possibility"),
    "negotiated": word_set("negotiations negotiation talks"),
}
"""Nouns and adjectives that say how a happening stands, where no verb does."""
ACTS = {
    "threat": word_set("threat threatened ultimatum warning"),
    "intent": word_set("""
        plan agreement deal accord pact contract pledge promise vow commitment undertaking offer proposal
        intention hope aim expectation decision attempt effort request appeal call order invitation bid consent
        judgment judgement ruling verdict decree
        guarantee readiness announcement statement talk talks memorandum letter option application
    """),
    "speech": word_set("""
        statement interview announcement report message speech remark comment commentary conference claim
        criticism denial warning call appeal press briefing declaration accusation rejection rumor rumour
        refusal explanation testimony address
    """),
    "refusal": word_set("""
        refusal failure cancellation rejection denial suspension postponement delay withdrawal halt collapse exclusion
        abandonment absence freeze stop end prevention ban block prohibition veto
    """),
    "negotiation": word_set("negotiations negotiation talks talk bargaining"),
}
"""Nouns for the act of a verb: an event called threat may have occurred where something is threatened."""

PAST_FORMS = word_set("""
    was were had did bought built sold sent met held made won lost paid took gave went came began flew struck left led
    said told got fell rose grew saw became broke brought caught chose drew drove ate fought forgot heard hid kept
    knew laid lent ran sank sat shot shook spent spoke stood stole taught thought threw understood wore withdrew wrote
    overtook overcame undid arose bore bound bred crept dealt dug fed fled froze hung rang shone slept slid spun
    sprang swam swept swung tore woke wound entered found withheld upheld foresaw oversaw overthrew overran undid
    forbade forgave blew bent clung drank foretold rebuilt resold rewrote retook rode sang spat spelt stuck stung
    strove swore undercut underwent undertook withstood wept wrung misled mistook outbid outgrew outsold sought
""")
PARTICIPLES = word_set("""
    bought built sold sent met held made won lost paid taken given gone come begun flown struck left led said told got
    gotten fallen risen grown seen become broken brought caught chosen done drawn driven eaten fought forgotten heard
    hidden kept known laid lent meant run sunk sat shot shaken spent spoken stood stolen taught thought thrown
    understood worn withdrawn written put cut set hit let cast read shown been had dealt fed fled frozen born found
    undergone overtaken hurt split shut spread beaten proven sewn sworn withheld upheld foreseen overseen overthrown
    overrun undone forbidden forgiven blown bent drunk foretold rebuilt resold rewritten retaken ridden sung stuck
    stung striven undertaken underwritten withstood wept misled mistaken outbid outgrown outsold sought swept swung
    swollen wound wrung woven torn trodden sunk bred dug bid shorn slain
""")
NOT_PAST = word_set("""
    need speed feed seed indeed exceed proceed succeed hundred red bed shed breed weed greed creed deed steed embed
    united armed sacred naked wicked kindred unmanned limited advanced so-called biased
""")
"""Words in -ed that are no past forms, or rarely."""
DETERMINERS = word_set("a an the its their his her our my your this that these those no some any each every several")
UNCHANGED_PAST = word_set("beat hit cut put set let shut quit spread split hurt burst cast")
"""Verbs whose past is like their present."""
PREPOSITIONS = word_set("of in on at by for from with without to into under over between among about per via despite")

SPEECH_VERBS = word_set("""
    said says say told tells tell added adds add explained explains explain noted notes note stated states state
    declared declares declare announced announces announce claimed claims claim argued argues argue insisted insists
    insist admitted admits admit warned warns warn wrote writes write replied replies reply answered answers
    answer remarked remarks remark commented comments comment emphasized emphasised emphasizes emphasises stressed
    stresses stress recalled recalls recall reported reports report testified testifies testify asserted asserts
    concluded concludes quipped joked joked shouted whispered confirmed confirms confirm observed observes asked
    asks tweeted posted summed repeated repeats conceded concedes acknowledged acknowledges
    complained complains recounted mused reminded reminds remind urged urges suggested suggests predicted predicts
    countered retorted responded responds pointed snapped laughed cautioned boasted maintained maintains
    pronounced vowed promised pledged
""")
"""Verbs that stand with a quotation or a reported clause."""
SPEECH_PARTICIPLES = word_set("""
    saying adding claiming arguing alleging insisting complaining noting stressing explaining warning announcing
    promising
""")
"""Forms of them by which a sentence goes on: he denied it, adding that."""

UPKEEP = word_set("maintain maintains maintained")
"""Verbs that stand with a clause, and with an object to say that somebody keeps it up."""
AMOUNTS = word_set("a an its their about around some nearly almost roughly over")
"""Words that begin such an object."""

PAST_STATES = word_set("included contained comprised belonged consisted depended owned lacked")
"""Verbs in the past that tell a state: the estimate included a reserve."""
LASTING = {
    **dict.fromkeys(
        ("owned", "operated", "run", "managed", "headed", "led", "insured", "financed", "staffed"), ("by",)
    ),
    **dict.fromkeys(("leased", "rented", "chartered"), ("by", "from")),
    **dict.fromkeys(("based", "located"), ("in", "at", "near")),
}
"""Participles that tell what lasts without an auxiliary, with the words after them: ships leased from a bank."""
