"""Which forms are names, and which need their context."""

from __future__ import annotations

import pytest

from govkg.graph.names import organization_name, other_name, person_name
from govkg.vocabulary import Gov, Skos


@pytest.mark.parametrize(
    ("form", "property_"),
    [
        ("Viện Dược liệu", None),
        ("viện  dược liệu", None),
        ("Viện", Gov.weakName),
        ("VDL", Skos.altLabel),
        ("Viện Cây thuốc", Skos.altLabel),
        ("Đơn vị", Gov.weakName),
        ("Cơ quan", Gov.weakName),
        ("Nimm", Gov.weakName),
    ],
)
def test_bodies(form: str, property_: str | None) -> None:
    assert organization_name(form, "Viện Dược liệu") == property_


@pytest.mark.parametrize(
    ("form", "property_"),
    [("Mẫu", None), ("Văn Mẫu", None), ("Hà Văn Mẫu", None), ("HÀ VĂN MẪU", None), ("Ba Mẫu Anh", Skos.altLabel)],
)
def test_persons(form: str, property_: str | None) -> None:
    assert person_name(form, "Hà Văn Mẫu") == property_


@pytest.mark.parametrize(
    ("form", "property_"),
    [("Luật", None), ("Luật Đo", Gov.weakName), ("Luật số 04", Skos.altLabel), ("Luật Đo lường", None)],
)
def test_documents(form: str, property_: str | None) -> None:
    assert other_name(form, "Luật Đo lường") == property_
