"""Texts that lost their stops, commas, capitals, order or middle, as pages and tables leave them, are still read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from govkg.extraction.pipeline import read
from govkg.model.article import Article

GOLDEN = Path(__file__).parent.parent / "golden"
TEXTS = [case["text"] for file in sorted(GOLDEN.glob("*.yaml")) for case in yaml.safe_load(file.read_text("utf-8"))]
LOSSES: dict[str, Callable[[str], str]] = {
    "stops": lambda text: text.replace(". ", " "),
    "commas": lambda text: text.replace(",", ""),
    "commas for stops": lambda text: text.replace(".", ","),
    "brackets for commas": lambda text: text.replace(", ", " ("),
    "lines for spaces": lambda text: text.replace(" ", "\n", 30),
    "capitals": str.lower,
    "small letters": str.upper,
    "every third word": lambda text: " ".join(word for at, word in enumerate(text.split(" ")) if at % 3),
    "order": lambda text: " ".join(reversed(text.split(" "))),
    "middle": lambda text: text[: len(text) // 3] + text[len(text) // 2 :],
}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=12),
    st.lists(st.sampled_from(sorted(LOSSES)), min_size=1, max_size=3, unique=True),
)
def test_what_is_out_of_joint_is_read(texts: list[str], lost: list[str]) -> None:
    text = " ".join(texts)
    for loss in lost:
        text = LOSSES[loss](text)
    article = Article("mangled", text, texts[0][:80], texts[-1][:200])
    for statement in read(article):
        assert statement.evidence.holds(article)
