// What a page remembers of what was done on it: how it begins, and how it goes on when its graph has grown.

import { Filters } from "govkg/filters.js";
import { FEW } from "govkg/scene.js";

/** How a page opens that no address says more of. */
export function opening(graph, head) {
  if (head.focus >= 0) return { view: "near", opened: [head.focus], selected: head.focus };
  return { view: graph.n <= FEW ? "all" : "groups", opened: [], selected: -1 };
}

/** The state that an address tells, the rest as at the opening. */
export function restored(told, first) {
  const near = told.view === "near" || (!told.view && first.view === "near");
  const opened = told.opened.length ? told.opened : [...first.opened];
  return {
    view: near && !opened.length ? first.view : (told.view ?? first.view),
    opened,
    selected: told.view ? told.selected : first.selected,
    ends: told.path,
    more: told.more,
    places: new Map(),
    camera: told.camera,
    theme: told.theme,
  };
}

/** The state looked up again in a graph that holds all of the one before and more: every number may be another. */
export function renumbered({ graph: before, filters: old, opened, selected, ends, places, more }, graph) {
  const again = (node) => (node >= 0 ? graph.find(before.iri.at(node)) : -1);
  const kept = (hidden, known, now) => {
    const names = [...hidden].map((number) => known[number][0]);
    return new Set(names.map((name) => now.findIndex(([each]) => each === name)).filter((number) => number >= 0));
  };
  const { from, to, undated, body } = old;
  const filters = Object.assign(new Filters(graph), { from, to, undated, body: again(body) });
  filters.kinds = kept(old.kinds, before.head.kinds, graph.head.kinds);
  filters.families = kept(old.families, before.head.families, graph.head.families);
  const bundle = (key) => {
    const [node, family, kind] = key.split("/").map(Number);
    const number = (names, of) => names.findIndex(([name]) => name === of);
    return [again(node), number(graph.head.families, before.head.families[family][0]), number(graph.head.kinds, before.head.kinds[kind][0])].join("/");
  };
  return {
    filters,
    opened: opened.map(again),
    selected: again(selected),
    ends: ends && ends.map(again),
    places: new Map([...places].flatMap(([key, at]) => (typeof key === "number" ? [[again(key), at]] : []))),
    more: new Map([...more].map(([key, shown]) => [bundle(key), shown])),
  };
}
