"""The reviewed lists hold together."""

from govkg.extraction import lexicon, word_sets
from govkg.extraction.posts import rules as post_rules
from govkg.extraction.rules import rules
from govkg.folding import fold


def test_titles_have_deputies_and_firsts() -> None:
    titles = dict(lexicon.titles())
    assert titles[fold("phó chủ tịch thường trực")].name == "Phó Chủ tịch Thường trực"
    assert fold("Phó Bộ trưởng") in titles
    assert fold("Phó Thứ trưởng") not in titles


def test_heads_that_titles_hold_exist() -> None:
    heads = lexicon.heads()
    for title in dict(lexicon.titles()).values():
        for noun in (title.head, title.place):
            begins = (head.name.startswith(f"{noun} ") for head in heads.values())
            assert noun is None or fold(noun) in heads or any(begins), noun


def test_verbs_are_fields() -> None:
    words = lexicon.fields().words
    assert not {verb for verb in lexicon.fields().verbs if verb not in words} - {fold("xử lý nước")}


def test_no_surname_is_a_field() -> None:
    words = lexicon.fields().words
    assert not [surname for surname in word_sets.surnames() if surname in words]


def test_places_that_heads_name_levels_of_exist() -> None:
    levels = set(lexicon.places().levels.values())
    assert all(head.level is None or head.level in levels for head in lexicon.heads().values())


def test_every_rule_says_what_it_reads_and_how_well() -> None:
    assert all(0.5 <= rule.confidence <= 1 and rule.reads for rule in rules().values())
    assert all(0.5 <= rule.confidence <= 1 for rule in post_rules())
