"""An office belongs to the organization that its words mean, and stands with the name of its holder."""

from facts.drafts.build import build
from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.offices.office_organizations import find_wrong_organizations
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

TEXT = (
    "Norvest Marine built 14 ferries. Its chief executive, Tor Berge, was glad. The Lode Union disagrees: according "
    "to its spokeswoman Marit Lund, work is scarce. The batteries come from Hanbit Energy. "
    "Kim Lee of Hanbit Energy told the Lode Union so."
)
OFFICES = [
    ("Tor Berge", "norvest-marine", "Its chief executive", True),
    ("Tor Berge", "lode-union", "Its chief executive", False),
    ("Marit Lund", "lode-union", "its spokeswoman", True),
    ("Marit Lund", "norvest-marine", "its spokeswoman", False),
    ("Tor Berge", "hanbit-energy", "Hanbit Energy", False),
    ("Kim Lee", "hanbit-energy", "of Hanbit Energy", True),
    ("Kim Lee", "lode-union", "the Lode Union so", False),
]
"""A person, an organization, the words for it, and whether the office may belong to it."""


@each_row(("name", "organization", "words", "is_right"), OFFICES)
def test_the_organization_of_an_office(name: str, organization: str, words: str, is_right: bool) -> None:
    """An organization that "its" does not mean, or whose sentence is about others, is reported."""
    article = Article(TEXT)
    names = ("Norvest Marine", "Lode Union", "Hanbit Energy")
    slugs = [name.lower().replace(" ", "-") for name in names]
    organizations = [
        build_record("organizations", slug, name=name, kind="body") for slug, name in zip(slugs, names, strict=True)
    ]
    office = {"title": "head", "organization": organization}
    person = with_receipts(
        build_record("people", "a", name=name, offices=(office,)),
        {"offices.0.organization": receipt_for(article, words)},
    )
    records = {"people": (person,), "organizations": tuple(organizations)}
    assert (not list(find_wrong_organizations(CheckContext(records, article)))) == is_right


CLAUSES = [
    ("The boats that Hanbit ordered are late, minister Kim Lee said.", False),
    ("Hanbit will pay, said the director, Kim Lee.", False),
    ("Kim Lee, the director of Hanbit, said so.", True),
    ("Kim Lee is director of the yard Hanbit, which will pay.", True),
    ("Hanbit is led by Kim Lee, its director.", True),
    ("Hanbit ordered boats that the director of Hanbit, Kim Lee, likes.", True),
]
"""A sentence with an office of Kim Lee, and whether it may be one of Hanbit."""


@each_row(("sentence", "is_right"), CLAUSES)
def test_an_organization_in_another_clause(sentence: str, is_right: bool) -> None:
    """An organization from whose name a verb parts the office in each place is doubted as its employer."""
    article = Article(sentence)
    title = "minister" if "minister" in sentence else "director"
    office = {"title": title, "organization": "hanbit"}
    receipts = {
        "offices.0.organization": receipt_for(article, "Hanbit"),
        "offices.0.title": receipt_for(article, title),
    }
    person = with_receipts(build_record("people", "a", name="Kim Lee", offices=(office,)), receipts)
    organization = build_record("organizations", "hanbit", name="Hanbit", kind="yard")
    records = {"people": (person,), "organizations": (organization,)}
    assert (not list(find_wrong_organizations(CheckContext(records, article)))) == is_right


@each_row(
    ("organization", "words", "title", "is_right"),
    [
        ("tern", "Tern declined", "vice president", False),
        ("kestrel", "Kestrel, which", "vice president", True),
        ("kestrel", "Kestrel is late", "vice president", True),
        ("harbour-ministry", "The Harbour Ministry is silent", "vice president", False),
        ("harbour-ministry", "The Harbour Ministry is silent", "harbour minister", True),
    ],
)
def test_an_organization_that_is_named_later(organization: str, words: str, title: str, is_right: bool) -> None:
    """An inferred organization is not only named after the office, if others are named before it."""
    article = Article(
        "Kestrel, which built six ships, is glad.\n\nThe race was unfair, said Kim Lee, a vice president and harbour "
        "minister.\n\nTern declined to comment. Kestrel is late. The Harbour Ministry is silent."
    )
    receipts = {}
    for path, part in (("organization", words), ("title", title)):
        receipt = receipt_for(article, part)
        span = receipt.spans[0].model_copy(update={"passage": article.passage_at(receipt.spans[0].start)})
        receipts[f"offices.0.{path}"] = receipt.model_copy(update={"basis": "inferred", "spans": (span,)})
    office = {"title": title, "organization": organization}
    person = with_receipts(build_record("people", "a", name="Kim Lee", offices=(office,)), receipts)
    organizations = [
        build_record("organizations", name.lower().replace(" ", "-"), name=name, kind="body")
        for name in ("Kestrel", "Tern", "Harbour Ministry")
    ]
    records = {"people": (person,), "organizations": tuple(organizations)}
    assert (not list(find_wrong_organizations(CheckContext(records, article)))) == is_right


DRAFT = """\
title: doses
people:
  Ada Lind: {{offices: {{title: Health Minister, organization: {}}}}}
  Bo Dahl: {{offices: {{title: spokesman, organization: {}}}}}
  Eva Holm: {{offices: {{title: Auditor General, organization: {}}}}}
organizations:
  Nordvax:
  Health Ministry: {{kind: ministry}}
  Audit Office: {{kind: office}}
"""
DOSES = """\
The Health Ministry bought doses. Health Minister Ada Lind was glad. Lind said Nordvax was late.

Nordvax disputes that. A spokesman, Bo Dahl, said so.

The Audit Office is unhappy, and the ministry too. "It is bad," said Auditor General Eva Holm.
"""
RIGHT = (
    "{health-ministry: [Health Minister Ada, The Health Ministry], note: hers}",
    "{nordvax: Nordvax disputes that, note: he speaks for it}",
    "{audit-office: [The Audit Office, Auditor General Eva], note: hers}",
)
"""The organizations of the offices as the article has them."""


@each_row(
    ("number", "organization", "is_right"),
    [
        (0, RIGHT[0], True),
        (0, "{nordvax: Lind said Nordvax, note: her company}", False),
        (0, "{audit-office: The Audit Office, note: hers}", False),
        (1, "{health-ministry: The Health Ministry bought, note: he speaks for it}", False),
        (2, "{health-ministry: [The Health Ministry, Auditor General Eva], note: she audits it}", False),
    ],
)
def test_an_inferred_organization_is_that_of_its_office(number: int, organization: str, is_right: bool) -> None:
    """A note does not make an organization that of a person: one that somebody tells of, or another's."""
    organizations = list(RIGHT)
    organizations[number] = organization
    result = build("doses.yaml", DRAFT.format(*organizations), Article(DOSES), "doses")
    doubted = [warning.record for warning in result.warnings if warning.field == "offices.0.organization"]
    person = ("people/ada-lind", "people/bo-dahl", "people/eva-holm")[number]
    assert doubted == ([] if is_right else [person])


@each_row(
    ("title", "name", "kind", "is_right"),
    [
        ("Interior Minister", "Border Police", None, False),
        ("minister", "Hanbit", "company", False),
        ("Mayor", "Hanbit", "hospital group", False),
        ("Interior Minister", "Interior Ministry", None, True),
        ("prime minister", "the government", "government", True),
        ("shadow minister", "Civic List", "opposition party", True),
        ("mayor", "Orvik town council", None, True),
        ("director", "Hanbit", "company", True),
        ("ministerial adviser", "Hanbit", "company", True),
    ],
)
def test_an_organization_without_such_an_office(title: str, name: str, kind: str | None, is_right: bool) -> None:
    """A minister of a company or of the police, and a mayor of a firm, are doubted, also with a note."""
    article = Article(f"The {title} Kim Lee spoke for {name}.")
    receipts = {"offices.0.organization": receipt_for(article, f"{title} Kim Lee spoke for {name}")}
    receipts["offices.0.title"] = receipt_for(article, title)
    office = {"title": title, "organization": "body"}
    person = with_receipts(build_record("people", "a", name="Kim Lee", offices=(office,)), receipts)
    organization = build_record("organizations", "body", name=name, kind=kind)
    records = {"people": (person,), "organizations": (organization,)}
    faults = [fault.message for fault in find_wrong_organizations(CheckContext(records, article))]
    assert (not any("can be of" in fault for fault in faults)) == is_right


CHIEF = """\
title: a case
organizations: {Lotara: , Merivon: }
people: {Petra Holm: {offices: {title: chief executive, organization: {ID: WORDS, note: why}}}}
"""


@each_row(
    ("identifier", "words", "text", "hint"),
    [
        ("lotara", "Lotara said it", "", None),
        ("lotara", "He said Lotara", "He said Lotara lost. ", "Correct the organization"),
        ("merivon", "Merivon said", "Merivon said no.\n\n", "Correct the organization"),
        (
            "merivon",
            "He said Merivon",
            "He said Merivon lost. Merivon's new chief executive left.\n\n",
            "as in 'Merivon's new",
        ),
    ],
)
def test_who_speaks_first_employs_whom_a_passage_quotes(
    identifier: str, words: str, text: str, hint: str | None
) -> None:
    """An organization that says something employs the chief executive who is quoted next, one that is told of not."""
    article = Article(f'{text}Lotara said it had sued. "We lost," chief executive Petra Holm said.')
    result = build("c.yaml", CHIEF.replace("ID", identifier).replace("WORDS", words), article, "c")
    hints = [issue.hint for issue in (*result.problems, *result.warnings) if issue.field == "offices.0.organization"]
    assert len(hints) == (hint is not None), hints
    assert all(hint and hint in other for other in hints), hints
