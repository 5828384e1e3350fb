// What stands around the picture: the bar above, the filters beside, the buttons upon it.

import { checklist, periodSlider, searchBox } from "govkg/controls.js";
import { h } from "govkg/dom.js";

/** Title, search, views, export, language, theme. */
export function header(app) {
  const { words, head } = app;
  const button = (key, action, more = {}) => h("button", { click: action, ...more }, words.say(key));
  const views = ["groups", "all", "near"].map((view) =>
    button(`view_${view}`, () => app.show(view), { "data-view": view, "aria-pressed": String(app.view === view) }),
  );
  const types = ["png", "svg", "csv", "graphml", "gexf"];
  app.menu = h(
    "details",
    { class: "menu", focusout: ({ relatedTarget }) => (app.menu.open &&= app.menu.contains(relatedTarget)) },
    h("summary", {}, words.say("export")),
    h("div", {}, ...types.map((type) => h("button", { "data-export": type, click: () => app.export(type) }, type.toUpperCase()))),
  );
  app.views = h("div", { class: "views", role: "group", "aria-label": words.say("view") }, ...views);
  app.searchBox = searchBox({
    graph: app.graph,
    search: app.search,
    source: app.source,
    words,
    swatch: (kind) => app.swatch(kind),
    label: "search",
    id: "search",
    onPick: (node) => app.found(node),
  });
  return h(
    "header",
    { class: "top" },
    head.home && h("a", { class: "home", href: head.home }, "govkg"),
    h("h1", { title: head.title }, head.title),
    app.searchBox,
    app.views,
    button("table", () => app.toggleTable(), { "data-table": "", "aria-pressed": String(app.table.open) }),
    app.menu,
    button("language", () => app.setLanguage(words.language === "vi" ? "en" : "vi"), { lang: words.language === "vi" ? "en" : "vi" }),
    button("theme", () => app.toggleTheme()),
  );
}

/** Buttons upon the picture. */
export function zoomButtons(app) {
  const { words } = app;
  const button = (key, sign, action) => h("button", { class: "icon", "aria-label": words.say(key), title: words.say(key), click: action }, sign);
  return h(
    "div",
    { class: "zoom" },
    button("zoom_in", "+", () => app.surface.zoom(1.5)),
    button("zoom_out", "−", () => app.surface.zoom(1 / 1.5)),
    button("fit", "⤢", () => app.surface.fit()),
  );
}

/** The filters, which are the legend too. */
export function fillSidebar(app) {
  const { graph, head, words, filters } = app;
  const again = () => app.refilter();
  const kinds = new Uint32Array(head.kinds.length);
  for (let i = 0; i < graph.n; i++) kinds[graph.kind[i]]++;
  const families = new Uint32Array(head.families.length);
  for (let e = 0; e < graph.m; e++) families[graph.family(e)]++;
  const ranked = (counts, names, mark) =>
    Array.from(counts, (count, number) => ({ number, count: words.number(count), size: count, name: names[number][1 + words.column], mark: mark(number) })).sort(
      (a, b) => b.size - a.size,
    );
  const reset = h("button", { click: () => (filters.clear(), fillSidebar(app), app.refilter()) }, words.say("reset"));
  const inner = [
    head.notice && h("p", { class: "notice" }, words.say("pruned", head.notice)),
    checklist({ title: words.say("classes"), entries: ranked(kinds, head.kinds, (n) => app.swatch(n)), hidden: filters.kinds, onChange: again }),
    checklist({ title: words.say("relations"), entries: ranked(families, head.families, () => null), hidden: filters.families, onChange: again }),
    periodSlider({ graph, filters, words, onChange: again }),
    bodyFilter(app),
    reset,
  ];
  app.sidebar.replaceChildren(h("details", { open: innerWidth > 760 }, h("summary", {}, words.say("filters")), ...inner.filter(Boolean)));
}

function bodyFilter(app) {
  const { graph, words, filters } = app;
  const family = graph.familyNumber("partOf");
  if (family < 0) return null;
  const parents = new Map();
  for (let e = 0; e < graph.m; e++) if (graph.family(e) === family) parents.set(graph.target[e], (parents.get(graph.target[e]) ?? 0) + 1);
  const listed = [...parents].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 200).map(([node]) => node);
  if (filters.body >= 0 && !listed.includes(filters.body)) listed.unshift(filters.body);
  const names = listed.map((node) => [node, graph.name.at(node)]).sort((a, b) => a[1].localeCompare(b[1], "vi"));
  const select = h(
    "select",
    { "aria-label": words.say("body"), change: () => ((filters.body = Number(select.value)), app.refilter()) },
    h("option", { value: "-1" }, words.say("body_all")),
    ...names.map(([node, name]) => h("option", { value: node, selected: node === filters.body }, name)),
  );
  return h("fieldset", {}, h("legend", {}, words.say("body")), select);
}
