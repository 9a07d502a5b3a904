"""Own words that tell what a verb before their words, or after their claim, denies; and terms that nobody agreed."""

from facts.model.article import Article
from facts.verify.doubts.own_words.denied_objects import find_denied_objects
from facts.verify.sentence_map import SentenceMap
from tests.facts.drafts.council import TEXT, warnings_of
from tests.facts.verify.contradiction_cases import receipt_for
from tests.tables import each_row

CLAIM = "Brandt said the yard would move to Oslo."
PROMISE = "Sundt promised Brandt a share. Holm [denied it]."


def faults(sentence: str, summary: str, *names: str) -> list[str]:
    """Return what is wrong with a summary of the words in brackets of a sentence."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    spans = tuple(span.model_copy(update={"exact": words}) for span in receipt.spans)
    return list(
        find_denied_objects(summary, receipt.model_copy(update={"spans": spans}), SentenceMap(article), names)
    )


@each_row(
    ("sentence", "summary", "denial"),
    [
        ("Holm stopped short of [calling it a scandal].", "the purchase is a scandal", "stopped short of"),
        ("Holm stopped short of calling it [a scandal].", "the purchase is a scandal", "stopped short of"),
        ("Holm ruled out [a second order].", "a second order by the town", "ruled out"),
        ("The yard refused to [lower the price].", "a lower price by the yard", "refused to"),
        ("Holm said the town had yet to [see the plans].", "the town saw the plans", "had yet to"),
        ("Holm never said that [the price was fair].", "the price was fair", "never said that"),
        ("None of [the ferries arrived].", "arrival of the ferries", "None of"),
        ("The yard never gave [an apology].", "apology of the yard", "never gave"),
        ("The yard did not offer the town [an apology].", "apology of the yard", "did not offer"),
        (PROMISE, "Sundt promised a share", "denied it"),
        ("Lind did not say that [the dam was safe].", "the dam was safe", "not say that"),
        ("Lind refused to say whether [the dam was safe].", "the dam was safe", "refused to say whether"),
        ("Lind [asked whether the dam was safe].", "the dam is safe", "asked whether"),
        ("Lind used to say that [the dam was safe].", "the dam is safe", "used to say that"),
        ("Lind withdrew her claim that [the dam was safe].", "the dam is safe", "withdrew her claim that"),
        ("Lind said [the dam was anything but safe].", "the dam was safe", "anything but"),
        ("Lind said [the dam was far from safe].", "the dam was safe", "far from"),
        ("The yard [nearly sold a dock].", "the yard sold a dock", "nearly"),
        ("Holm [denied the yard would move].", "the yard will move", "denied"),
        ("Holm denied [the yard would move].", "the yard will move", "denied"),
        ("Holm [denied having seen the report].", "Holm saw the report", "denied"),
        ("Holm [denied any pressure on the jury].", "the jury was put under pressure", "denied"),
        ("Holm [denied accusations of bribery].", "bribery by Holm", "denied"),
        ("Holm [dismissed suggestions the yard would move].", "the yard will move", "dismissed suggestions"),
        ("Holm [questioned whether the dam was safe].", "the dam is safe", "questioned whether"),
        (f"{CLAIM} Holm [denied that].", "the yard will move to Oslo", "denied that"),
        (f"{CLAIM} It was said twice. Holm [denied that].", "the yard will move to Oslo", "denied that"),
        (f"{CLAIM} It was said twice.\n\nHolm [denied that].", "the yard will move to Oslo", "denied that"),
        (f"{CLAIM} Holm [rejected the claim] as absurd.", "the yard will move to Oslo", "rejected the claim"),
    ],
)
def test_a_denial_that_own_words_lose(sentence: str, summary: str, denial: str) -> None:
    """Own words that assert what a verb governs that denies it, or what the sentence before says, are doubted."""
    assert any(f"with '{denial}'" in fault for fault in faults(sentence, summary)), faults(sentence, summary)


@each_row(
    ("sentence", "summary"),
    [
        ("Holm stopped short of [calling it a scandal].", "Holm did not call it a scandal"),
        ("Holm stopped short of [calling it a scandal].", "restraint in the choice of words"),
        ("Holm did not lower the price, but [gave a guarantee].", "guarantee of the town"),
        ("Holm did not only give [a guarantee].", "guarantee of the town"),
        ("The yard refused to be [a partner of Sundt].", "no partner of Sundt"),
        ("If the yard does not give [a guarantee], it pays.", "a guarantee of the yard is due"),
        ("The yard will not build [the ferries] until it is paid.", "payment before the work"),
        (PROMISE, "no share was promised"),
        ("Lind refused to say whether [the dam was safe].", "it is open whether the dam is safe"),
        ("Lind [asked whether the dam was safe].", "Lind asked about the safety of the dam"),
        ("Lind used to say that [the dam was safe].", "Lind once called the dam safe"),
        ("Lind said [the dam was far from safe].", "the dam was dangerous"),
        ("About 30 percent [has yet to be paid].", "about 30 percent has yet to be paid"),
        ("The yard [nearly sold a dock].", "the yard almost sold a dock"),
        ("The port [is far from the coast].", "distance of the port from the coast"),
        ("Holm [denied the yard would move].", "the yard is to remain"),
        ("Holm [denied the charge and said the price was fair].", "the price was fair"),
        ("Holm, who [denied wrongdoing, said the price was fair].", "the price was fair"),
        ("Holm denied the charge, adding that [the price was fair].", "the price was fair"),
        ("Holm [denied accusations of bribery].", "accusations of bribery against Holm"),
        ("Holm [denied any pressure on the jury].", "independence of the jury"),
        ("Holm [denied Lind a permit for the yard].", "no permit for the yard"),
        ("Holm [rejected criticism of the sale], telling that the price was fair.", "criticism of the sale"),
        (f"{CLAIM} Holm [denied that].", "the yard is to carry on in Bergen"),
        (f"{CLAIM}\n\nThe town met. Holm [denied that].", "the yard will move to Oslo"),
        (PROMISE, "denial of the promise of a share"),
        (PROMISE, "the price is fair"),
    ],
)
def test_what_is_no_lost_denial(sentence: str, summary: str) -> None:
    """Own words that deny too, tell something else, or rest on another clause, are not doubted."""
    assert not faults(sentence, summary)


def test_the_claim_of_whom_another_contradicts() -> None:
    """What somebody rules out may be what another one, whom the sentence names, wants."""
    sentence = "Holm ruled out [a second order], which Sundt wants."
    assert faults(sentence, "a second order by the town")
    assert not faults(sentence, "a second order by the town", "Sundt")


def term_warnings(sentence: str, what: str, kind: str, *, by: str = "") -> list[str]:
    """Return the warnings about a term of the words in brackets of a sentence."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    text = f"{TEXT.rstrip()} {sentence.replace('[', '').replace(']', '')}\n"
    entry = f"{{value: {what}, quote: {words}, attributed_to: {by}}}" if by else f"{{{what}: {words}}}"
    term = f"    terms: {{kind: {{{kind}: {words}, note: why}}, what: {entry}}}\n"
    line = "    delivery.what: the ferries, in two lots\n"
    warnings = warnings_of({line: f"{line}{term}"}, text)
    return [warning for warning in warnings if "denies it" in warning or "is told without" in warning]


@each_row(
    ("sentence", "what", "kind"),
    [
        ("The contract has [no penalty clause].", "a penalty for lateness", "penalty"),
        ("The contract has no [penalty clause].", "a penalty for lateness", "penalty"),
        ("The contract has no formal [penalty clause].", "a penalty for lateness", "penalty"),
        ("There is no [penalty clause] in the contract.", "a penalty for lateness", "penalty"),
        ("The contract does not have [a penalty clause].", "a penalty for lateness", "penalty"),
        ("The deal [will not be exclusive].", "an exclusive deal", "rights"),
        ("The deal will not be [exclusive].", "an exclusive deal", "rights"),
        ("The yard would not ask for [additional payment].", "extra money for the yard", "payment"),
        ("The deal is without [an option].", "an option for the town", "option"),
        ("The town refused to accept [a bonus for speed].", "money for speed", "bonus"),
        ("The town rejected [a bonus for speed].", "money for speed", "bonus"),
    ],
)
def test_a_term_that_its_words_deny(sentence: str, what: str, kind: str) -> None:
    """A term that a negation or a refusal in or before its words denies is doubted."""
    assert any("denies it" in warning for warning in term_warnings(sentence, what, kind))


@each_row(
    ("sentence", "what", "kind", "by"),
    [
        ("The contract has [a penalty clause].", "a penalty for lateness", "penalty", ""),
        ("The contract has [no penalty clause].", "no penalty for lateness", "penalty", ""),
        ("The town may not [resell the ferries].", "ban on resale", "resale", ""),
        ("The ferries must not [exceed 90 metres].", "ceiling for the length", "length", ""),
        ("The contract has [an option for no more than two ferries].", "option for more ferries", "option", ""),
        ("The town can cancel [without a fee].", "free exit", "exit", ""),
        ("The yard pays [a penalty if it fails to deliver in time].", "money for lateness", "penalty", ""),
        ("The price will not [rise].", "fixed price", "price", ""),
        ("The yard did not lower the price, but gives [a guarantee].", "bond of the yard", "bond", ""),
        ("Holm said the deal has [an option for two more].", "more ferries", "option", "ida-holm"),
        ("Brandt Marine pledged [a guarantee for ten years].", "bond of the yard", "bond", ""),
    ],
)
def test_a_term_that_is_agreed(sentence: str, what: str, kind: str, by: str) -> None:
    """A term that is agreed, that sets a limit, that is not denied or whose voice is told is not doubted."""
    assert not term_warnings(sentence, what, kind, by=by)


@each_row(
    "sentence",
    [
        "Holm said the deal has [an option for two more].",
        "According to two people close to the talks, the town has [an option for two more].",
        "The yard is said to have [an option for two more].",
    ],
)
def test_a_term_that_somebody_claims(sentence: str) -> None:
    """A term that only a speaker, or hearsay, tells lacks its voice."""
    assert any("is told without" in warning for warning in term_warnings(sentence, "more ferries", "option"))
