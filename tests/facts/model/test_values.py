"""The value types of records: what each accepts, what it rejects, and what is derived from it."""

import json
from typing import Any

import pycountry
import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from facts.kinds.country import Country
from facts.model.receipt import Digest, Gap, Receipt, Span, sha256_hex
from facts.model.values import (
    CountryCode,
    EdtfDate,
    Identifier,
    Label,
    Language,
    Paraphrase,
    Quotation,
    Slug,
    Status,
)
from tests.tables import each_row

TWELVE = "one two three four five six seven eight nine ten eleven twelve"
WORD: dict[str, object] = {"passage": 1, "start": 5, "end": 9, "exact": "word", "digest": sha256_hex("word")}
SPAN: dict[str, object] = {"passage": 1, "start": 5, "end": 9, "digest": sha256_hex("word")}
TIME: dict[str, object] = {"edtf": "2018", "stated": "2018"}

GAP_STATUSES = ("not_stated", "not_applicable", "ambiguous", "unexamined")

ACCEPTED: dict[Any, list[object]] = {
    Slug: ["a", "s-400", "f-35", "2020", "a" * 64],
    Identifier: ["TR", "s-400"],
    CountryCode: ["TR", "IN", "US", "SU", "YU", "CS", "DD", "XK"],
    Language: ["en", "pt-BR", "zh-Hant-TW"],
    Digest: ["0" * 64, sha256_hex("")],
    Quotation: ["a", TWELVE, "  ".join(TWELVE.split()), "$ 2.5 billion", "x" * 200],
    Paraphrase: ["a", "tells it in more than a dozen words of our own, as " + TWELVE, "x" * 500],
    Label: ["capital", "air-defense system", "coast watch", "café"],
    Status: ["occurred", "standing", "negotiated", "planned", "threatened", "conditional", "asserted"],
    EdtfDate: [TIME, TIME | {"edtf": "XXXX-09", "within": "2020-09/2021-09"}],
    Span: [WORD, SPAN, SPAN | {"start": 0, "end": 1}],
    Receipt: [
        {"basis": "stated", "spans": [WORD]},
        {"basis": "stated", "spans": [SPAN | {"start": 0}, WORD], "note": "read so", "attributed_to": "US"},
        {"basis": "stated", "spans": [WORD], "attributed_to": "US", "attribution_scope": "ambiguous"},
        {"basis": "inferred", "spans": [SPAN], "note": "read so"},
        {"basis": "reference", "note": "ISO 3166-1"},
        {"basis": "derived", "formula": "a * b", "inputs": ["a", "b"]},
    ],
    Gap: [{"status": status, "note": "left open"} for status in GAP_STATUSES],
}

REJECTED: dict[Any, list[object]] = {
    Slug: ["", "S-400", "a--b", "-a", "a-", "a_b", "a b", "a/b", "a\n", "é", "a" * 65, 400, None],
    Identifier: ["tR", "TUR", "S-400", "TR\n", ""],
    CountryCode: ["tr", "TUR", "XX", "EU", "UK", "T", "", "TR ", 792],
    Language: ["EN", "e", "english", "en_US", "en-", ""],
    Digest: ["0" * 63, "0" * 65, "A" * 64, "g" * 64, ""],
    Quotation: [" ", "\n", "", f"{TWELVE} thirteen", "x" * 201, 12, ["word"]],
    Paraphrase: ["", " a", "a ", "a\n", "a\nb", "x" * 501, 12],
    Label: [
        "",
        "Capital",
        "air-Defense system",
        " capital",
        "capital ",
        "capital\n",
        "cap\tital",
        "x" * 81,
        "radaR",
        "capital\x00",
        "the École",
    ],
    Status: ["Occurred", "done", "", None],
    EdtfDate: [
        *(TIME | {"edtf": "soon"}, TIME | {"edtf": 2018}, {"edtf": "2018"}, TIME | {"earliest": "2018-01-01"}),
        *(
            TIME | {"within": "2019"},
            TIME | {"within": "[2017,2019]"},
            TIME | {"within": "soon"},
            TIME | {"edtf": "XXXX-09", "within": "2020-09/.."},
            TIME | {"within": ""},
        ),
    ],
    Span: [
        *(WORD | {"passage": 0}, WORD | {"start": -1}, WORD | {"exact": "Word"}, WORD | {"exact": "words"}),
        *(SPAN | {"end": 5}, SPAN | {"end": 4}, SPAN | {"start": 5.5}, SPAN | {"digest": None}, SPAN | {"exact": ""}),
    ],
    Receipt: [
        *({"basis": "stated", "spans": [SPAN]} | more for more in ({"formula": "a"}, {"inputs": ["a"]})),
        *({"basis": "stated"}, {"basis": "inferred", "note": "read so"}, {"basis": "inferred", "spans": [SPAN]}),
        *({"basis": "reference"}, {"basis": "reference", "note": ""}, {"basis": "guessed"}, {"spans": [SPAN]}),
        *({"basis": "derived"}, {"basis": "derived", "formula": "a"}, {"basis": "derived", "inputs": ["a"]}),
        *(
            {"basis": "reference", "note": "ISO 3166-1", "formula": "a", "inputs": []},
            {"basis": "stated", "spans": [{}]},
            {"basis": "stated", "spans": [SPAN], "attribution_scope": "ambiguous"},
        ),
    ],
    Gap: [{"status": "not_stated"}, {"status": "unknown", "note": "left open"}, {"note": "left open"}],
}


def load(kind: Any, value: object) -> Any:
    """Return a value, validated strictly as in a sheet's JSON."""
    return TypeAdapter(kind).validate_json(json.dumps(value), strict=True)


@each_row(("kind", "value"), [(kind, value) for kind in ACCEPTED for value in ACCEPTED[kind]])
def test_accepts(kind: Any, value: object) -> None:
    """A valid value is accepted, and serialized as it was read."""
    serialized = TypeAdapter(kind).dump_python(load(kind, value), mode="json", exclude_unset=True)
    computed = {name: serialized.pop(name) for name in ("earliest", "latest") if kind is EdtfDate}
    assert serialized == value
    assert len(computed) == 2 * (kind is EdtfDate)


@each_row(("kind", "value"), [(kind, value) for kind in REJECTED for value in REJECTED[kind]])
def test_rejects(kind: Any, value: object) -> None:
    """An invalid value is rejected, even if it could be converted."""
    with pytest.raises(ValidationError):
        load(kind, value)


@each_row("kind", [EdtfDate, Span, Receipt, Gap])
def test_models_are_frozen_and_closed(kind: Any) -> None:
    """Models are immutable and reject unknown fields."""
    value = ACCEPTED[kind][0]
    model = load(kind, value)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(model, next(iter(type(model).model_fields)), None)
    assert isinstance(value, dict)
    with pytest.raises(ValidationError, match="Extra inputs"):
        load(kind, value | {"unknown": None})


@each_row("model", [EdtfDate, Span, Receipt, Gap])
def test_every_field_is_served(model: type[BaseModel]) -> None:
    """The schema of a response requires every field, and an empty field is served as null."""
    schema = model.model_json_schema(mode="serialization")
    assert schema["required"] == list(schema["properties"])
    assert load(model, ACCEPTED[model][0]).model_dump(mode="json").keys() == schema["properties"].keys()


def test_date_has_its_bounds() -> None:
    """A date is served with its first and last day; open ends and absent limits are null."""
    season = load(EdtfDate, {"edtf": "2019-23", "stated": "fall of 2019"})
    assert season.model_dump() == {
        "edtf": "2019-23",
        "stated": "fall of 2019",
        "within": None,
        "earliest": "2019-09-01",
        "latest": "2019-11-30",
    }
    limit = load(EdtfDate, {"edtf": "[..2021-12-31]", "stated": "by the end of 2021"})
    assert (limit.earliest, limit.latest) == (None, "2021-12-31")


def test_digest_is_sha256_of_utf_8() -> None:
    """The digest is the SHA-256 that any tool computes of the text in UTF-8."""
    assert sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256_hex("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_country_is_accepted_with_its_own_codes_alone() -> None:
    """Each country of ISO 3166-1 has one alpha-3 and one numeric code; any other is rejected."""
    for country in pycountry.countries:
        codes = {"id": country.alpha_2, "alpha3": country.alpha_3, "numeric": country.numeric}
        fields = codes | {"name": "it"}
        assert load(Country, fields).id == country.alpha_2
        for change in ({"alpha3": "XXX"}, {"numeric": "000"}, {"id": "NO" if country.alpha_2 != "NO" else "SE"}):
            with pytest.raises(ValidationError, match="codes of another country"):
                load(Country, fields | change)


FORMER = {
    "SU": ("SUN", "810"),
    "YU": ("YUG", "891"),
    "DD": ("DDR", "278"),
    "PZ": ("PCZ", None),
    "XK": (None, None),
}
"""The codes of a former state without a numeric one, of Kosovo, and of some former states."""


@each_row(("code", "others"), FORMER.items())
def test_former_states_and_kosovo_have_their_codes(code: str, others: tuple[str | None, str | None]) -> None:
    """A former state has the codes of ISO 3166-3, of which a numeric one may be missing, and Kosovo none."""
    fields = {"id": code, "name": "it", "alpha3": others[0], "numeric": others[1]}
    assert load(Country, fields).id == code
    with pytest.raises(ValidationError, match=f"codes of another country than {code}"):
        load(Country, fields | {"numeric": "792"})


@pytest.mark.parametrize("codes", [("CSK", "200"), ("SCG", "891")])
def test_a_code_that_two_former_states_had_is_either(codes: tuple[str, str]) -> None:
    """`CS` was Czechoslovakia, then Serbia and Montenegro: the other codes say which."""
    country = load(Country, {"id": "CS", "name": "it", "alpha3": codes[0], "numeric": codes[1]})
    assert (country.alpha3, country.numeric) == codes


def test_the_receipt_of_a_code_names_its_standard() -> None:
    """The codes of a former state are of ISO 3166-3, and those of another country are not."""
    for code, alpha3, numeric, standard in (
        ("SU", "SUN", "810", "ISO 3166-3"),
        ("TR", "TUR", "792", "ISO 3166-1"),
    ):
        for note in ("ISO 3166-1", "ISO 3166-3"):
            evidence = {"alpha3": {"basis": "reference", "note": note}}
            fields = {"id": code, "name": "it", "alpha3": alpha3, "numeric": numeric, "evidence": evidence}
            if note == standard:
                assert load(Country, fields).evidence["alpha3"].note == standard
            else:
                with pytest.raises(ValidationError, match=f"its note must say {standard}"):
                    load(Country, fields)
