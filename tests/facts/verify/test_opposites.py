"""Own words that say the opposite of their sentence are reported, and others are not."""

import pytest

from facts.verify.doubts.opposites import find_opposites

OPPOSITES = [
    ("the number rose by 8 percent", "The number of passengers had fallen by 8 percent.", "'fallen'"),
    ("the batteries weigh 48 tonnes together", "They weigh 48 tonnes for each ferry.", "'each'"),
    ("the board accepted the plan", "The board rejected the plan.", "'rejected'"),
    ("Vik would vote for the option", "Vik said that he would vote against it.", "'against'"),
    ("the comparison is fair", "That comparison is simply wrong.", "'wrong'"),
    ("the auditors counted the cost", "The auditors had ignored standby costs.", "'ignored'"),
    ("cells are plentiful", "It is late because of a shortage of cells.", "'shortage'"),
    ("the trains are punctual", "Trains are delayed by snow.", "'delayed'"),
    ("the dam is safe", "The dam is unsafe, Lind said.", "'unsafe'"),
    ("a loan on disclosed terms", "It comes from a loan whose terms were not disclosed.", "'not'"),
    ("the old ferry was sold", "It will be sold or scrapped.", "'will be sold'"),
    ("approval of the award", "An appeal court annulled the award in June 2024.", "'annulled'"),
    ("the trams are worse", "The company still believed that its trams were better.", "'better'"),
    ("the costs will triple", "Tadić claimed that the costs would double.", "'double'"),
    ("the costs will fall", "Tadić claimed that the costs would double.", "'double'"),
    ("half of the price was paid", "Twice the price was paid.", "'twice'"),
    ("a third of the fish died", "Half of those fish died of heat.", "'half'"),
    ("all of the fish died", "Half of those fish died of heat.", "'half'"),
    ("the institute agrees", "The institute rejected this.", "'rejected'"),
    ("the works have begun", "Works there have not started because of two owners.", "'not'"),
    ("it checked whether they can land", "It ordered them without checking whether they could land.", "'without'"),
    ("upkeep from afar is to be allowed", "Remote upkeep would not be permitted.", "'not'"),
    ("terms that were published", "The terms were not disclosed.", "'not'"),
    (
        "a Danish yard builds the ferries",
        "The ferries come from a Norwegian yard, which beat Danish rivals.",
        "'Norw",
    ),
    ("the ships were delivered", "The ships are to be delivered in May.", "'to be delivered'"),
    ("the rival had made a dearer offer", "Bergvik had offered a cheaper package.", "'cheaper'"),
    ("the port made a profit", "The port made a loss of 3 million euros.", "'loss'"),
    ("the minister confirms the pressure", "The minister denied that the ministry had pressed the city.", "'denied'"),
    ("the hospital has enough nurses", "The hospital was short of 130 nurses.", "'short'"),
    ("a minority was for it", "A majority voted for the plan.", "'majority'"),
    ("tender that Kestrel won", "The yard Kestrel, which lost the tender, sued.", "'lost'"),
    ("Kestrel lost to Tern", "Kestrel won the tender against Tern.", "'won'"),
    ("success of the lawsuit", "The court dismissed the case.", "'dismissed'"),
    ("listing of the firm", "Castell is not listed.", "'not'"),
    ("the offer met the safety rules", "Sundt's offer had failed to meet the safety rules.", "'failed'"),
    ("the company answered a question", "Sundt did not respond to a request for comment.", "'not'"),
    ("the office commented on it", "Lind's office declined to comment on her estimate.", "'declined'"),
    ("the state approves the sale", "It needs a sale, which parliament has yet to approve.", "'yet'"),
    ("promise to guarantee delivery", "The bidder failed to guarantee delivery before 2027.", "'failed'"),
    ("the bank signs", "The bank refused to sign.", "'refused'"),
    ("there are plans for a sale", "The mayor ruled out a sale.", "ruled out"),
    ("a hospital with enough nurses", "The hospital lacked nurses.", "'lacked'"),
    (
        "one type costs 80 million euros more",
        "A single type would be at least 80 million euros cheaper.",
        "'cheaper'",
    ),
    ("the yard is dearer", "It saved the town 4 million euros.", "'saved'"),
    ("at most 80 buses", "At least 80 buses were bought.", "'At least'"),
    ("more than 80 buses", "The town bought up to 80 buses.", "'up to'"),
    ("he spoke before the session", "Lind told reporters after the session.", "'after'"),
    ("signed after the vote of the council", "It was signed before the vote.", "'before'"),
]
"""Own words, their sentence, and the word that the report names."""
ALIKE = [
    ("failure to guarantee delivery", "The bidder failed to guarantee delivery before 2027."),
    ("the comparison misleads", "That comparison is simply wrong."),
    ("the right side is wrong", "He said the wrong side was right."),
    ("the ships are late", "The ships are now due in early 2027."),
    ("the number fell by 8 percent", "The number of passengers had fallen by 8 percent."),
    ("the number fell", "It did not rise."),
    ("half of the fish died", "Half of those fish died, a third of them of heat."),
    ("a third of the price", "It paid a third, and half of that in May."),
    ("all of the fish died", "The fish died of heat."),
    ("the number rose, and costs fell", "Costs fell."),
    ("the number rose", "The number rose, but costs fell."),
    ("it did not check whether they can land", "It ordered them without checking whether they could land."),
    ("it ordered them without a check", "It ordered them without checking whether they could land."),
    ("it checked the price", "It checked the price without checking whether they could land."),
    ("upkeep from afar is to be forbidden", "Remote upkeep would not be permitted."),
    ("terms that are not disclosed", "The terms were not disclosed."),
    ("decision of the council", "The council has not decided whether to use it."),
    ("the old ferry will be sold", "It will be sold or scrapped."),
    ("the ship was sold", "The ship was sold, and will be sold again."),
    ("the costs will double", "Tadić claimed that the costs would double."),
    ("the costs will be twice as high", "Tadić claimed that the costs would double."),
    ("the price rose to double", "The price doubled, and costs grew by half."),
    ("works that have not begun", "Works there have not started because of two owners."),
    ("works that stopped", "The works were not started again, he said, but begun elsewhere."),
    ("a Norwegian yard beat a Danish one", "The ferries come from a Norwegian yard, which beat Danish rivals."),
    ("a Danish rival lost", "The ferries come from a Norwegian yard, which beat Danish rivals."),
    ("vote on the option", "He would vote against it."),
    ("tender for the bridge", "Halden won a tender against four rivals."),
    ("the cheaper offer lost", "The cheaper of the offers lost to an expensive one."),
    ("the hospital has too few nurses", "The hospital was short of 130 nurses."),
    ("the hospital does not have enough nurses", "The hospital was short of 130 nurses."),
    ("the minister denies the pressure", "The minister denied that the ministry had confirmed it."),
    ("penalty for late delivery", "The court ruled against a penalty."),
    ("tender that Tern won", "The yard Kestrel, which lost the tender, sued."),
    ("Kestrel lost", "Kestrel won in May, and Kestrel lost in June."),
    ("success of the appeal", "The court dismissed the case, but the appeal succeeded."),
    ("absence of a listing", "Castell has no listing."),
    ("the offer did not meet the safety rules", "Sundt's offer had failed to meet the safety rules."),
    ("the offer fails to meet the rules", "Sundt's offer did not meet the safety rules."),
    ("silence of the company, which was asked to answer", "Sundt did not respond to a request for comment."),
    ("a comment was asked for", "Lind's office declined to comment on her estimate."),
    ("the state is yet to approve the sale", "It needs a sale, which parliament has yet to approve."),
    ("the mayor rules out a sale", "The mayor ruled out a sale."),
    ("the sale of a dock", "The mayor ruled out a sale."),
    ("a hospital with too few nurses", "The hospital lacked nurses."),
    ("one type costs 80 million euros less", "A single type would be at least 80 million euros cheaper."),
    ("more than one type is bought", "A single type would be 80 million euros cheaper."),
    ("the dearer offer won", "The offer was no cheaper."),
    ("no fewer than 80 buses", "At least 80 buses were bought."),
    ("at least 80 buses", "At least 80 and up to 90 buses were bought."),
    ("at most 90 buses", "At least 80 buses were bought, up to 90 in all."),
    ("he spoke after the session", "Lind told reporters after the session."),
    ("he spoke before the vote", "Lind told reporters after the session."),
]
"""Own words and a sentence that they do not contradict."""


@pytest.mark.parametrize(("text", "sentence", "word"), OPPOSITES)
def test_the_opposite(text: str, sentence: str, word: str) -> None:
    """Own words that say the opposite are reported once, with the word of their sentence."""
    (fault,) = find_opposites(text, sentence)
    assert word in fault


@pytest.mark.parametrize(("text", "sentence"), ALIKE)
def test_no_opposite(text: str, sentence: str) -> None:
    """Own words that agree with their sentence, or tell of something else, are not reported."""
    assert list(find_opposites(text, sentence)) == []
