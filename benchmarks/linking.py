"""Linking in figures: precision and recall at the bar and around it, on a labelled world of our own making.

python benchmarks/linking.py            the figures (docs/linking.md)
python benchmarks/linking.py --errors   also every entity that was decided wrongly, or not at all, with its reasons

The world (tests/linking/linking_world.py) is synthetic and shaped like Wikidata; it is served by oxigraph and asked as
Wikidata would be. Half of it, by a digest of the entity's address, was looked at while the weights were set; the other
half was not. So read the figures as what the method can tell apart, not as a forecast for Wikidata.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from govkg.linking.cache import Cache
from govkg.linking.candidates import Asking
from govkg.linking.endpoint import Endpoint, Manners
from govkg.linking.linker import Outcome, link
from govkg.linking.method import method
from govkg.linking.profile import LINKED
from govkg.store.embedded import EmbeddedStore

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "linking"))
from linking_servers import oxigraph
from linking_world import ITEMS, World, chance, fill, made_world, world_profile, write

BARS = (0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--errors", action="store_true", help="list what was decided wrongly or not at all")
    given = arguments.parse_args()
    world, articles = made_world()
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore() as store:
        write(world, Path(folder) / "world")
        fill(store, articles)
        with oxigraph(Path(folder) / "world") as url:
            cache = Cache(Path(folder) / "cache.sqlite")
            endpoint = Endpoint(url, Manners(pause=0))
            started = time.perf_counter()
            asking = Asking(world_profile(), url, cache, endpoint)
            outcomes = link(store, asking, sorted(world.gold), keep=False).outcomes
            seconds = time.perf_counter() - started
            again = time.perf_counter()
            link(store, Asking(world_profile(), url, cache, None), sorted(world.gold), keep=False)
            offline = time.perf_counter() - again
            cache.close()
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    there = sum(target is not None for target in world.gold.values())
    print(f"{len(outcomes)} entities, {there} with a right item among {len({q.subject for q in world.triples})} items")
    print(f"asked {endpoint.asked} questions in {seconds:.1f} s; the same from the cache {offline:.1f} s")
    tuned = [one for one in outcomes if chance("half", one.subject.iri) < 0.5]
    held_out = [one for one in outcomes if one not in tuned]
    rules = method()
    print(f"\nmethod {rules.name}, bar {rules.bar}, margin {rules.margin}      precision / recall (asserted)")
    for name, part in (("looked at", tuned), ("held out", held_out)):
        figures(f"{name}, all", part, world)
        for family in LINKED:
            figures(f"  {family}", [one for one in part if one.subject.family == family], world)
    print("\nheld out, by bar                              precision / recall (asserted)")
    for bar in BARS:
        report(f"  {bar}", held_out, world, bar)
    if given.errors:
        errors(tuned, world)


def figures(title: str, outcomes: Iterable[Outcome], world: World) -> None:
    """One line at the bar of the method."""
    report(title, outcomes, world, method().bar)


def report(title: str, outcomes: Iterable[Outcome], world: World, bar: float) -> None:
    """Precision of what would be asserted, and how many of those that have a right item get it."""
    found = list(outcomes)
    said = {one.subject.iri: target for one in found if (target := asserted(one, bar))}
    right = sum(world.gold[iri] == target for iri, target in said.items())
    there = sum(world.gold[one.subject.iri] is not None for one in found)
    precision = right / len(said) if said else 1.0
    print(f"{title:44} {precision:.3f} / {right / there if there else 1:.3f}  ({len(said)} of {len(found)})")


def asserted(outcome: Outcome, bar: float) -> str | None:
    """What would be asserted with this bar."""
    ranked = outcome.candidates
    if not ranked or ranked[0].comparison.score < bar:
        return None
    if len(ranked) > 1 and ranked[0].comparison.odds - ranked[1].comparison.odds < method().margin:
        return None
    return ranked[0].candidate.iri


def errors(outcomes: Iterable[Outcome], world: World) -> None:
    """What is wrong or missing, with the reasons."""
    for one in outcomes:
        gold, said = world.gold[one.subject.iri], asserted(one, method().bar)
        if said != gold:
            right = (gold or "none").removeprefix(ITEMS)
            print(f"\n{one.subject.name}: {'WRONG' if said else 'not decided'}; right is {right}")
            for each in one.candidates[:3]:
                name = each.candidate.iri.removeprefix(ITEMS)
                print(f"    {each.comparison.score:.3f} {name}: {each.comparison.words('en')}")


if __name__ == "__main__":
    main()
