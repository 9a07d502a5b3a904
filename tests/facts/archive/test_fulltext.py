"""Words are found whatever their case, accents, apostrophes, hyphens and script; texts are sorted alike."""
# ruff: noqa: RUF001 - letters that look alike are what is tested

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from facts.archive import Query
from facts.archive.fulltext import MAX_SORT_KEY, MAX_UNSPACED, MAX_WORD, index_words, search_words, sort_key
from tests.databases import Databases
from tests.facts.factories import make_record, make_sheet
from tests.tables import each_row

MATCHES = [
    ("S400", "S-400"),
    ("s-400", "S400 systems"),
    ("S\u2011400", "the S-400"),
    ("S 400", "S\u2013400"),
    ("400", "S-400"),
    ("S-4", "S-400"),
    ("f35", "F-35A"),
    ("anti-air", "anti-aircraft"),
    ("aircraft", "anti\u2010aircraft"),
    ("O'Brien", "O\u2019Brien"),
    ("O\u2019Brien", "O'Brien"),
    ("obrien", "O\u02bcBrien"),
    ("O`Brien", "O\u00b4Brien"),
    ("brien", "O'Brien"),
    ("o brien", "O\u2018Brien"),
    ("Turkey's", "Turkey"),
    ("turkey", "Turkey\u2019s"),
    ("Lodz", "Łódź"),
    ("łódź", "LODZ"),
    ("Isik", "Işık"),
    ("IŞIK", "isik"),
    ("ışık", "Isik"),
    ("İzmir", "izmir"),
    ("IZMIR", "İzmir"),
    ("Orsted", "Ørsted"),
    ("strasse", "Straße"),
    ("STRAẞE", "strasse"),
    ("Aero", "Ærø"),
    ("thor", "Þór"),
    ("Dokovic", "Đoković"),
    ("Haħar", "HAHAR"),
    ("Joao", "João"),
    ("joa\u0303o", "JOÃO"),
    ("Erdogan", "Erdoğan"),
    ("Nguyen", "Nguyễn"),
    ("eliyev", "Əliyev"),
    ("Орёл", "орел"),
    ("євро", "Європа"),
    ("Лук\u2019ян", "Лук'ян"),
    ("ΑΘΗΝΑ", "Αθήνα"),
    ("λόγος", "ΛΟΓΟΣ"),
    ("重工", "三菱重工業"),
    ("三菱重工業", "三菱重工業株式会社"),
    ("ミサイル", "防空ミサイル"),
    ("ﾌﾞｮｬ", "ブョャ"),
    ("天津", "在天津市"),
    ("S400", "Ｓ\uff0d４００型"),
    ("型", "S-400型"),
    ("항공", "한국항공우주산업"),
    ("กลาโหม", "กระทรวงกลาโหม"),
    ("الدفاع", "وزارة الدفاع"),
    ("دفاع", "وزارة الدفاع"),
    ("الدفاع", "الد\u0651\u0650فاع"),
    ("الدفاع", "للدفاع"),
    ("أحمد", "احمد"),
    ("وزاره", "وزارة"),
    ("محمد", "م\u0640ح\u0640مد"),
    ("میشود", "می\u200cشود"),
    ("שלום", "ש\u05c1\u05b8לו\u05b9ם"),
    ("צהל", "צה\u05f4ל"),
    ("भारत", "भारत सरकार"),
    ("US", "U.S. forces"),
    ("u.s.", "U.S. forces"),
    ("2.5", "$2.5 billion"),
    ("2018-10", "in 2018-10"),
    ("no", "\u2116 5"),
    ("soft", "so\u00adft"),
    ("fin", "ﬁn"),
]
MISSES = [
    ("400", "1400"),
    ("eireles", "Meireles"),
    ("25", "2.5"),
    ("201810", "2018-10"),
    ("510", "5-10"),
    ("重機", "三菱重工業"),
    ("ハ", "バス"),
    ("हि", "हुआ"),
    ("brienne", "O'Brien"),
    ("تر", "كتر"),
    ("s4000", "S-400"),
    ("lodźą", "Łódź"),
]
ORDER = [
    "Abel",
    "äpfel",
    "Apfelmus",
    "İzmir",
    "izmir-2",
    "Łódź",
    "Lodz 2",
    "O'Brien",
    "OBrien 2",
    "Ørsted",
    "zebra",
    "Ζέυς",
]


def is_match(query: str, text: str) -> bool:
    """Return whether each word of a query is the beginning of an indexed word of a text."""
    words = index_words(text)
    return all(any(word.startswith(beginning) for word in words) for beginning in search_words(query))


@each_row(("query", "text"), MATCHES)
def test_a_word_is_found_however_it_is_written(query: str, text: str) -> None:
    """Case, accents, apostrophes, hyphens and vowel points do not matter; a word in unspaced text is found."""
    assert search_words(query)
    assert is_match(query, text)


@each_row(("query", "text"), MISSES)
def test_another_word_is_not_found(query: str, text: str) -> None:
    """Numbers keep their separators, words are found from their beginning, and other letters are other words."""
    assert not is_match(query, text)


@given(st.text(max_size=60))
@example("ﷺ")
@example("\u00bd \u2116 ẞ ﬁ")
def test_a_text_is_found_by_itself(text: str) -> None:
    """Each word of a text finds it, in any case and any Unicode form."""
    for variant in (text, unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text)):
        assert is_match(variant, text)


@given(st.text())
def test_sort_keys_are_bounded_and_stable(text: str) -> None:
    """A sort key is its own sort key, and short enough for an index."""
    key = sort_key(text)
    assert len(key.encode()) <= MAX_SORT_KEY
    assert sort_key(key) == key or len(key.encode()) >= MAX_SORT_KEY - 4


def test_names_are_sorted_by_their_letters(databases: Databases, engine: str) -> None:
    """Lists are sorted without case and accents, letters that Unicode does not decompose included."""
    people = [make_record("people", f"person-{number}", name=name) for number, name in enumerate(reversed(ORDER))]
    archive = databases.build([make_sheet("names", {"people": tuple(people)})], engine)
    names = [item["name"] for item in archive.find("people", Query(sort=["name"])).items]
    assert names == ORDER
    assert [item["name"] for item in archive.find("people", Query(sort=["-name"])).items] == ORDER[::-1]
    for name in ORDER:
        assert name in [item["name"] for item in archive.find("people", Query(q=name)).items]


@each_row("text", ["一" * 200, "a-" * 100, "'" * 200, "\u0300" * 200, "ﷺ" * 200, "-.'" * 66])
def test_any_query_is_short(text: str) -> None:
    """No query of 200 characters makes many or long words, and no text has long ones."""
    assert sum(len(word) for word in search_words(text)) <= 4000
    assert all(len(word) <= MAX_WORD for word in (*search_words(text), *index_words(text)))


@given(st.text(alphabet="三菱重工業株式会社", min_size=1, max_size=60), st.data())
def test_any_part_of_unspaced_text_is_found(text: str, data: st.DataObject) -> None:
    """Any piece of text without spaces finds it, however long, and needs few entries in the index."""
    start = data.draw(st.integers(0, len(text) - 1))
    assert is_match(text[start : data.draw(st.integers(start + 1, len(text)))], text)
    assert len(index_words(text)) <= len(text) + 1
    assert all(len(word) <= MAX_UNSPACED for word in index_words(text))
