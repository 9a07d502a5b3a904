"""Nouns for those who may speak: companies, bodies that are none, and places."""

import re

from facts.verify.grammar.word_list import word_set

COMPANIES = word_set("""
    company firm group maker manufacturer supplier operator bidder buyer seller developer airline carrier retailer
    lender contractor producer startup giant owner consortium business corporation builder yard shipyard dealer vendor
    subsidiary provider insurer brewer brewery carmaker planemaker automaker utility distributor refinery
""")
"""Nouns for a company, which an article may use of each of its companies."""
GENERAL = word_set("company firm group business corporation consortium giant owner")
"""Those among them that say nothing of what it does."""
BODIES = word_set("""
    agency association authority bank board bureau charity club commission committee council court department embassy
    federation foundation fund government institute institution ministry museum newspaper daily office parliament
    party police regulator school team trust union university watchdog hospital navy army church broadcaster station
    theatre theater opera orchestra gallery library zoo festival publisher airport railway
    laboratory lab academy society league chamber cooperative senate cabinet alliance clinic tribunal lobby coalition
""")
"""Nouns for an organization that is no company like others."""
PLACES = word_set("city town municipality village county region province state island district")
"""Nouns for a place whose authorities may speak for it."""
_NOUNS = "|".join(sorted(COMPANIES | BODIES | PLACES | {"country", "court"}))
DESCRIPTION = re.compile(rf"(?<!\w)(?:the|this)\s(?P<noun>{_NOUNS})(?!\w)", re.IGNORECASE)
"""A description, which may mean somebody whom the text before it names: the company."""
