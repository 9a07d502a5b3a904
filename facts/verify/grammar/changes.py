"""Verbs and nouns that tell of a change from one figure or time to another."""

from facts.verify.grammar.word_list import word_set

CHANGES = word_set("""
    rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing increase increases
    increased increasing decrease decreases decreased decreasing cut cuts cutting drop drops dropped dropping jump
    jumps jumped jumping climb climbs climbed climbing shrink shrinks shrank shrunk shrinking raise raises raised
    raising reduce reduces reduced reducing reduction lower lowers lowered lowering decline declines declined
    declining slip slips slipped slipping slide slides slid soar soars soared soaring surge surges surged surging
    swell swells swelled swollen expand expands expanded expansion goes went gone move moves moved moving shift
    shifts shifted delay delays delayed postpone postpones postponed push pushes pushed revise revises revised
    change changes changed correct corrects corrected correction amended updated growth double doubles doubled
    triple triples tripled extended extension
""")
