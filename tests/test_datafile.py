from pathlib import Path

import pytest

from govkg import resources
from govkg.datafile import Entry
from govkg.errors import DataError


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def write(text: str) -> Entry:
        (tmp_path / "x.yaml").write_text(text, "utf-8")
        monkeypatch.setattr(resources, "path", lambda name: tmp_path / name)
        return Entry.read("x.yaml")

    return write


def test_values(data) -> None:
    entry = data("a: [x, y]\nb: 0.5\nc: yes\n")
    assert entry["a"].texts() == ["x", "y"]
    assert entry["b"].number() == 0.5
    assert entry["c"].one_of(("yes", "no")) == "yes"
    assert [name for name, _ in entry.items()] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "use", "message"),
    [
        ("a: [x\n", None, "x.yaml:2"),
        ("", None, "x.yaml: empty"),
        ("a: Bo\u0323\n", None, "x.yaml:1: not in Unicode form NFC"),
        ("a: x\nb: y\n", lambda e: e["b"].texts(), "x.yaml:2:4: expected a list"),
        ("a: x\n", lambda e: e["a"].number(), "x.yaml:1:4: expected a number"),
        ("a: x\n", lambda e: e["c"], "x.yaml:1:1: 'c' is missing"),
        ("a: x\na: y\n", lambda e: list(e.items()), "x.yaml:2:1: 'a' comes twice"),
        ("a: x\n", lambda e: e.fields("b"), "x.yaml:1:4: unknown key 'a'"),
        ("a: x\n", lambda e: e["a"].one_of(("y",)), "expected one of y; found 'x'"),
        ("- a\n", lambda e: list(e.items()), "expected a mapping"),
        ("a: []\n", lambda e: e["a"].text(), "expected a text"),
    ],
)
def test_errors_say_where(data, text: str, use, message: str) -> None:
    def run() -> None:
        entry = data(text)
        if use is not None:
            use(entry)

    with pytest.raises(DataError) as caught:
        run()
    assert message in str(caught.value)
