"""IRIs follow from natural keys, the same on every day and machine."""

from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from govkg import iris


def test_a_body_has_one_address_however_it_is_written() -> None:
    assert iris.organization("Uỷ ban X") == iris.organization("Ủy ban X")
    assert iris.organization("Vụ Pháp chế", "a") != iris.organization("Vụ Pháp chế", "b")


def test_names_that_a_slug_would_let_meet_stay_apart() -> None:
    assert iris.organization("Hội Ánh") != iris.organization("Hội Anh")


def test_document_numbers_are_local_to_their_issuer() -> None:
    one = iris.document("decision", "12/QĐ-UBND", None, "tỉnh A")
    assert one != iris.document("decision", "12/QĐ-UBND", None, "tỉnh B")
    assert one == iris.document("decision", "12/qđ-ubnd", "another name", "tỉnh A")


def test_addresses_do_not_change_from_release_to_release() -> None:
    assert iris.standard("ISO 9001:2008") == "https://w3id.org/govkg/id/standard/iso-9001-2008"
    assert iris.organization("Bộ X") == "https://w3id.org/govkg/id/organization/bo-x-bcf802db366c"


@given(st.text(min_size=1), st.text(min_size=1))
def test_every_address_is_an_iri_of_ours(name: str, key: str) -> None:
    made = (
        iris.organization(name),
        iris.article(name),
        iris.post(name, key),
        iris.within(iris.article(name), "s", key),
    )
    for iri in made:
        assert iri.startswith(iris.ID)
        assert urlsplit(iri).netloc == "w3id.org"
        assert not set(iri) & set(' <>"{}|\\^`\n\r\t')
