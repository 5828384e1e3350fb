// What is seen, as a file: PNG, SVG, CSV, GraphML (http://graphml.graphdrawing.org), GEXF 1.3 (https://gexf.net).

import { svg } from "govkg/dom.js";
import { UNKNOWN, isoOf } from "govkg/graph.js";
import { FONT, NATURAL, growth } from "govkg/paint.js";
import { svgShape } from "govkg/shapes.js";

const xml = (element) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(element)}`;
const iso = (time) => (time === UNKNOWN ? "" : isoOf(time));

/** Offer a file for saving. */
function save(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Save what an app shows as png, svg, csv, graphml or gexf. */
export async function exported({ graph, scene, masks, words, surface, source }, type, theme) {
  const name = `govkg-${scene.kind}.${type}`;
  const some = type === "png" || type === "svg" ? null : shown(graph, scene, masks);
  if (type === "png") save(name, "image/png", await surface.png());
  else if (type === "svg") save(name, "image/svg+xml", toSvg(surface, theme));
  else if (type === "csv") save(name, "text/csv", await toCsv(graph, some, words, source));
  else if (type === "graphml") save(name, "application/xml", toGraphml(graph, some, words));
  else save(name, "application/xml", toGexf(graph, some, words, scene, theme));
}

/** The nodes and edges that the scene shows; all that the masks let be seen where it shows communities. */
function shown(graph, scene, masks) {
  if (scene.kind === "near") {
    return { nodes: Array.from(scene.ref).filter((ref) => ref >= 0), edges: Array.from(scene.via).filter((e) => e >= 0) };
  }
  const some = (mask) => mask.reduce((list, bit, i) => (bit && list.push(i), list), []);
  return { nodes: some(masks.node), edges: some(masks.edge) };
}

/** The picture as it stands, with the labels that are drawn. */
function toSvg(surface, theme) {
  const { scene, view, report } = surface;
  const root = svg("svg", { width: view.width, height: view.height, viewBox: `0 0 ${view.width} ${view.height}` });
  root.append(svg("rect", { width: "100%", height: "100%", fill: theme.background }));
  const lines = svg("g", { stroke: theme.line, "stroke-width": 1 });
  const at = (i) => [view.sx(scene.x[i]), view.sy(scene.y[i])];
  for (let e = 0; e < scene.m; e++) {
    const [[x1, y1], [x2, y2]] = [at(scene.a[e]), at(scene.b[e])].map((p) => p.map((v) => v.toFixed(1)));
    lines.append(svg("line", { x1, y1, x2, y2 }));
  }
  const marks = svg("g", {});
  const size = growth(view.k);
  for (let i = 0; i < scene.n; i++) {
    const look = theme.looks[scene.look(i)];
    const [name, attributes] = svgShape(look?.shape ?? "circle", ...at(i), Math.max(0.7, scene.r[i] * size));
    marks.append(svg(name, { ...attributes, fill: look?.colour ?? theme.muted }));
  }
  const labels = svg("g", { "font-family": FONT, fill: theme.ink, "text-anchor": "middle" });
  for (const { item, lines: rows, step, drop, shift } of report.labels) {
    const [x, y] = at(item);
    const top = y + drop + 12;
    rows.forEach((row, i) => {
      const text = svg("text", { x: (x + shift).toFixed(1), y: (top + i * step).toFixed(1), "font-size": 12 });
      text.textContent = row;
      labels.append(text);
    });
  }
  root.append(lines, marks, labels);
  return xml(root);
}

const cell = (value) => {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text; // a spreadsheet must not run a name as a formula
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One row a relation, with its first quote. */
async function toCsv(graph, { edges }, words, source) {
  const rows = [["source", "source_name", "relation", "label", "target", "target_name", "begin", "end", "observed_first", "observed_last", "quote", "article", "url"]];
  for (const e of edges) {
    const { begin, end, first, last } = graph.times("edge", e);
    const [quote] = await source.evidence(graph, e);
    rows.push([
      graph.iri.at(graph.source[e]), graph.name.at(graph.source[e]),
      graph.head.relations[graph.relation[e]][0], graph.head.labels[graph.label[e]][words.column],
      graph.iri.at(graph.target[e]), graph.name.at(graph.target[e]),
      ...[begin, end, first, last].map(iso),
      quote?.quote ?? "", quote?.article ?? "", quote?.url ?? "",
    ]); // prettier-ignore
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

const TIMES = ["begin", "end", "first", "last"];

function element(document, name, attributes, ...children) {
  const made = document.createElementNS(document.documentElement.namespaceURI, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function toGraphml(graph, { nodes, edges }, words) {
  const file = document.implementation.createDocument("http://graphml.graphdrawing.org/xmlns", "graphml");
  const make = (name, attributes, ...children) => element(file, name, attributes, ...children);
  const keys = [["label", "node"], ["kind", "node"], ...TIMES.map((t) => [t, "node"]), ["relation", "edge"], ["words", "edge"], ...TIMES.map((t) => [`e_${t}`, "edge"])];
  keys.forEach(([id, of]) => file.documentElement.append(make("key", { id, for: of, "attr.name": id.replace(/^e_/, ""), "attr.type": "string" })));
  const data = (pairs) => pairs.filter(([, value]) => value).map(([key, value]) => make("data", { key }, value));
  const times = (what, index, prefix) => {
    const known = graph.times(what, index);
    return TIMES.map((name) => [prefix + name, iso(known[name])]);
  };
  const body = make("graph", { edgedefault: "directed" });
  for (const n of nodes) {
    const own = [["label", graph.name.at(n)], ["kind", graph.head.kinds[graph.kind[n]][0]], ...times("node", n, "")];
    body.append(make("node", { id: graph.iri.at(n) }, ...data(own)));
  }
  for (const e of edges) {
    const own = [["relation", graph.head.relations[graph.relation[e]][0]], ["words", graph.head.labels[graph.label[e]][words.column]], ...times("edge", e, "e_")];
    const ends = { id: `e${e}`, source: graph.iri.at(graph.source[e]), target: graph.iri.at(graph.target[e]) };
    body.append(make("edge", ends, ...data(own)));
  }
  file.documentElement.append(body);
  return xml(file.documentElement);
}

const rgb = (hex) => ({ r: parseInt(hex.slice(1, 3), 16), g: parseInt(hex.slice(3, 5), 16), b: parseInt(hex.slice(5, 7), 16) });

function toGexf(graph, { nodes, edges }, words, scene, theme) {
  const file = document.implementation.createDocument("http://gexf.net/1.3", "gexf");
  const make = (name, attributes, ...children) => element(file, name, attributes, ...children);
  const viz = (name, attributes) => {
    const made = file.createElementNS("http://gexf.net/1.3/viz", `viz:${name}`);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const attributes = (of, names) =>
    make("attributes", { class: of }, ...names.map((name, id) => make("attribute", { id, title: name, type: "string" })));
  const values = (list) =>
    make("attvalues", {}, ...list.flatMap((value, id) => (value ? [make("attvalue", { for: id, value })] : [])));
  const times = (what, index) => Object.values(graph.times(what, index)).map(iso);
  const body = make("graph", { defaultedgetype: "directed", mode: "static" });
  body.append(attributes("node", ["kind", "stated_begin", "stated_end", "observed_first", "observed_last"]));
  body.append(attributes("edge", ["relation", "stated_begin", "stated_end", "observed_first", "observed_last"]));
  const items = make("nodes", {});
  for (const n of nodes) {
    const item = scene.itemOf(n);
    const node = make("node", { id: graph.iri.at(n), label: graph.name.at(n) });
    node.append(values([graph.head.kinds[graph.kind[n]][0], ...times("node", n)]));
    const look = theme.looks[graph.kind[n]];
    node.append(viz("color", rgb(look.colour)));
    if (item >= 0) {
      const [x, y] = [scene.x[item] * NATURAL, -scene.y[item] * NATURAL].map((v) => v.toFixed(2));
      node.append(viz("position", { x, y, z: 0 }), viz("size", { value: scene.r[item].toFixed(2) }));
    }
    items.append(node);
  }
  const lines = make("edges", {});
  for (const e of edges) {
    const ends = { id: e, source: graph.iri.at(graph.source[e]), target: graph.iri.at(graph.target[e]) };
    const edge = make("edge", { ...ends, label: graph.head.labels[graph.label[e]][words.column] });
    edge.append(values([graph.head.relations[graph.relation[e]][0], ...times("edge", e)]));
    lines.append(edge);
  }
  body.append(items, lines);
  file.documentElement.setAttribute("version", "1.3");
  file.documentElement.append(body);
  return xml(file.documentElement);
}
