"""Words and kinds: all there, all used, told by line where wrong."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest

from govkg import resources
from govkg.errors import DataError
from govkg.lookup.relations import RELATIONS
from govkg.views import words
from govkg.vocabulary import Gov

NO_ENTITIES = {
    "Agent", "PublicOrganization", "Topic", "Statement", "Evidence", "ExtractionRun", "Rule", "Judgement",
}  # fmt: skip
"""Classes that no network shows: too general, or what statements are made of."""


def sources() -> str:
    folder = files("govkg.views")
    texts = [*(folder / "assets").iterdir(), *folder.iterdir()]
    return "\n".join(text.read_text("utf-8") for text in texts if text.name.endswith((".js", ".html", ".py")))


def test_every_word_is_used() -> None:
    used = sources()
    by_value = {"likely", "last_known", "not_yet_known", "view_all", "view_groups", "view_near"}  # named by a value
    for key in words.texts().keys() - by_value:
        assert re.search(rf"""["'`]{key}["'`]""", used), key


def test_every_word_that_is_asked_for_is_there() -> None:
    asked = set(re.findall(r"""(?:say|word|button|message|announce)\(["']([a-z_]+)["']""", sources()))
    assert asked <= set(words.texts())


def test_every_relation_of_a_network_has_words() -> None:
    assert {relation.name for relation in RELATIONS} <= set(words.style().relations)


def test_every_class_of_the_contract_is_drawn_as_something() -> None:
    with_instances = {"Ministry", "Official", "Meeting", "Law", "Standard", "Task", "Province", "MassOrganization"}
    assert with_instances <= set(words.style().kinds)
    for kind in set(words.style().kinds) & {term.name for term in Gov}:
        assert kind not in NO_ENTITIES


def test_unknown_classes_and_relations_are_called_by_their_names() -> None:
    assert words.style().kind("Spaceship").words.vi == "Spaceship"
    assert words.style().kind("Spaceship").group.name == "other"
    assert words.style().relation("orbits").en == "orbits"


def test_groups_differ_in_colour_and_shape() -> None:
    groups = [group for group in words.style().groups.values() if group.name != "other"]
    for attribute in ("shape", "light", "dark"):
        assert len({getattr(group, attribute) for group in groups}) == len(groups)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two colours as #rrggbb."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_marks_stand_out_from_the_page() -> None:
    for group in words.style().groups.values():
        assert contrast(group.light, "#fbfaf8") >= 3, group.name
        assert contrast(group.dark, "#14161a") >= 3, group.name


def test_words_are_nfc() -> None:
    for name in ("kinds", "words"):
        text = resources.path(f"data/views/{name}.yaml").read_text("utf-8")
        assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("groups: [", "kinds.yaml:2"),
        ("groups: {}", "other"),
        ("groups: {other: {vi: a, en: b, shape: blob, light: x, dark: y}}", "shape"),
        ("groups: {other: {vi: a, shape: circle, light: x, dark: y}}", "vi and en"),
        ("groups: {other: {vi: a, en: b, shape: circle, light: x, dark: y}}\nkinds: {A: {group: none}}", "no group"),
        ("[]", "groups is missing"),
    ],
)
def test_a_wrong_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "kinds.yaml").write_text(content + "\n", encoding="utf-8")
    monkeypatch.setattr(words.resources, "path", lambda name: tmp_path / Path(name).name)
    with pytest.raises(DataError, match=told):
        words.style.__wrapped__()
