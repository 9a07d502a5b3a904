"""Currencies by their codes of ISO 4217, those of the past included."""

from typing import Annotated

import pycountry
from pydantic import AfterValidator, WithJsonSchema

HISTORIC = """
ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BGN BOP BRB BRC BRE
BRN BRR BUK BYB BYR CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE
GNS GQE GRD GWE GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL
MTP MVQ MXP MZE MZM NIC NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR
TMM TPE TRL UAK UGS UGW USS UYN UYP VEB VEF VNC XEU XFO XFU XRE YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC
ZWD ZWL ZWN ZWR
"""
"""Codes of currencies and funds that are no longer in use (ISO 4217, list three)."""
CURRENCIES = frozenset(HISTORIC.split()) | {currency.alpha_3 for currency in pycountry.currencies}
"""Codes of all currencies and funds (ISO 4217, lists one to three)."""


def require_known_currency(code: str) -> str:
    """Return `code` if it is one of ISO 4217; raise ValueError otherwise."""
    if code not in CURRENCIES:
        raise ValueError("must be an ISO 4217 code in capitals, such as USD")
    return code


Currency = Annotated[
    str,
    AfterValidator(require_known_currency),
    WithJsonSchema({"type": "string", "enum": sorted(CURRENCIES)}),
]
"""A currency or a fund as an alpha code of ISO 4217."""
