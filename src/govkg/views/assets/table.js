// The same content as a table, a page of rows at a time: for screen readers, for copying, for those who prefer it.

import { h } from "govkg/dom.js";

const ROWS = 100;

/** Fill `host` with the entities or the relations that the masks let be seen. */
export function fillTable(host, { graph, masks, words, panel, onSelect, state }) {
  const nodes = graph.byDegree.filter((node) => masks.node[node]);
  let edges = 0;
  for (let e = 0; e < graph.m; e++) edges += masks.edge[e];
  const total = state.relations ? edges : nodes.length;
  const pages = Math.max(1, Math.ceil(total / ROWS));
  state.page = Math.min(state.page, pages - 1);
  const again = (change) => {
    Object.assign(state, change);
    fillTable(host, { graph, masks, words, panel, onSelect, state });
  };
  const link = (node) => h("button", { class: "link", click: () => onSelect(node) }, graph.name.at(node));
  const turn = (key, step, off) => h("button", { click: () => again({ page: state.page + step }), disabled: off }, words.say(key));
  const tab = (key, relations, count) =>
    h(
      "button",
      { "aria-pressed": String(state.relations === relations), click: () => again({ relations, page: 0 }) },
      `${words.say(key)} (${words.number(count)})`,
    );
  const rows = state.relations ? edgeRows(graph, masks, words, panel, link, state.page) : nodeRows(graph, nodes, words, link, state.page);
  host.replaceChildren(
    h("div", { class: "bar" }, tab("name", false, nodes.length), tab("links", true, edges)),
    h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": words.say(state.relations ? "links" : "name") }, rows),
    h(
      "div",
      { class: "bar" },
      turn("previous", -1, state.page === 0),
      h("span", {}, words.say("page_of", { n: state.page + 1, m: pages })),
      turn("next", 1, state.page >= pages - 1),
    ),
  );
}

const head = (words, keys) => h("thead", {}, h("tr", {}, ...keys.map((key) => h("th", { scope: "col" }, words.say(key)))));

function nodeRows(graph, nodes, words, link, page) {
  const rows = Array.from(nodes.subarray(page * ROWS, (page + 1) * ROWS), (node) => {
    const { begin, end, first, last } = graph.times("node", node);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, link(node)),
      h("td", {}, graph.head.kinds[graph.kind[node]][1 + words.column]),
      h("td", { class: "number" }, words.number(graph.degree(node))),
      h("td", {}, words.stretch(begin, end) ?? ""),
      h("td", {}, words.stretch(first, last) ?? ""),
    );
  });
  return h("table", {}, head(words, ["name", "kind", "degree", "stated", "observed"]), h("tbody", {}, ...rows));
}

function edgeRows(graph, masks, words, panel, link, page) {
  const rows = [];
  for (let e = 0, seen = 0; e < graph.m && rows.length < ROWS; e++) {
    if (!masks.edge[e] || seen++ < page * ROWS) continue;
    const { begin, end, first, last } = graph.times("edge", e);
    rows.push(
      h(
        "tr",
        {},
        h("th", { scope: "row" }, link(graph.source[e])),
        h("td", {}, panel.label(e)),
        h("td", {}, link(graph.target[e])),
        h("td", {}, words.stretch(begin, end) ?? ""),
        h("td", {}, words.stretch(first, last) ?? ""),
      ),
    );
  }
  return h("table", {}, head(words, ["from", "relation", "to", "stated", "observed"]), h("tbody", {}, ...rows));
}
