"""Who is meant: every phrase of an article that names a person or body, put together into entities."""

from __future__ import annotations

import re
from collections import Counter

from govkg import iris
from govkg.extraction.bodies import Bodies, Recent
from govkg.extraction.gazetteer import gazetteer
from govkg.extraction.items import Item
from govkg.extraction.lexicon import Title
from govkg.extraction.namesakes import Namesakes
from govkg.extraction.people import People
from govkg.extraction.phrases import Body
from govkg.extraction.scenes import Scene, bodies_of
from govkg.extraction.statesmen import state_of
from govkg.extraction.territory import give_places
from govkg.extraction.word_sets import common_surnames
from govkg.folding import fold
from govkg.model.actors import Organization, Person
from govkg.model.article import Article
from govkg.text.names import is_syllable

_OURS = re.compile(r"\b(?:Việt|VN|Hà Nội|TP\.? ?HCM|Hồ Chí Minh|Sài Gòn)\b")
"""Words by which an article is on our state too."""
_WHOLE = 3  # words of a name that is told whole


class Cast:
    """The persons and bodies of an article, made from all its sentences in reading order."""

    def __init__(self, scenes: list[Scene], article: Article) -> None:
        items = [item for scene in scenes for item in scene.items]
        home = any(item.title and item.title.title.body and not item.title.country for item in items)
        texts = list(dict.fromkeys(scene.passage.text for scene in scenes))
        give_places(scenes, texts, article.url)
        of_ours = any(_OURS.search(text) for text in texts) or any(map(_is_ours, items))
        phrases = [body for item in items for body in bodies_of(item)]
        namesakes = Namesakes(phrases, article.published)
        self._bodies = Bodies(phrases, iris.article(article.id), namesakes, home=home, of_ours=of_ours)
        self._people = People(items)
        self._recent = Recent()
        self._before: dict[Item, int] = {}
        self._iris: set[str] = set()
        self.named: set[Organization] = set()
        """The bodies that are named, be it inside the name of another or beside their part."""
        self.outer: set[Organization] = set()
        """The bodies that are named by themselves, not only inside the name of another."""
        self.led: set[Organization] = set()
        """The bodies of which a title tells that means them by itself: "Thủ tướng"."""
        self._times: Counter[Organization] = Counter()
        for item in items:
            self._before[item] = self._recent.count
            chain = bodies_of(item)
            implied = default_body(item.title.title) if item.title is not None else None
            if implied is not None:
                self._iris.add(implied.iri)
                self.led.add(implied)
            for body in chain:
                organization = self.body(body)
                if organization is not None:
                    self._recent.add(body, organization)
                    self._iris.add(organization.iri)
                    if organization != implied:
                        self.named.add(organization)
                    if body is chain[-1] and organization != implied:  # "Thủ tướng Chính phủ" names an office
                        self.outer.add(organization)
                        self._times[organization] += 1

    def body(self, phrase: Body | None) -> Organization | None:
        """The body that a phrase means."""
        return None if phrase is None else self._bodies.meant.get(phrase)

    def person(self, item: Item) -> Person | None:
        """The person whom a name or a pronoun means."""
        return self._people.pronouns.get(item) if item.name is None else self._people.meant.get(item.name)

    def of_head(self, item: Item, noun: str) -> Organization | None:
        """The body with a head noun ("Tổng cục"; also "Đoàn" of "Đoàn thanh tra") named last before an item."""
        return self._recent.last(noun, before=self._before[item])

    def only(self, noun: str) -> Organization | None:
        """The one body with a head noun that the article names; None where there are several."""
        return self._recent.only(noun)

    def times(self, body: Organization) -> int:
        """How often an article names a body by itself."""
        return self._times[body]

    def names(self, name: str) -> Organization | None:
        """The known body of a name, if the article names it."""
        known = gazetteer().known.get(fold(name))
        return next((body for body in known.bodies if body.iri in self._iris), None) if known is not None else None


def _is_ours(item: Item) -> bool:
    """Whether an item is a person with a name of our people."""
    words = item.name.text.split() if item.name is not None else []
    ours = len(words) >= _WHOLE and fold(words[0]) in common_surnames() and all(map(is_syllable, words))
    return ours and state_of(" ".join(words)) is None


def default_body(title: Title) -> Organization | None:
    """The body that a title means by itself: "Thủ tướng" is at the Government."""
    known = gazetteer().known.get(fold(title.body)) if title.body is not None else None
    return known.bodies[0] if known is not None else None
