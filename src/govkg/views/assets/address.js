// The state of a page as the part of its address after #, so that a link opens the same picture again.

const BASE = "https://w3id.org/govkg/id/";
const short = (iri) => (iri.startsWith(BASE) ? iri.slice(BASE.length) : iri);
const long = (text) => (text.includes("://") || text.startsWith("urn:") ? text : BASE + text);

/** state: {view, selected, opened, more, camera, path, filters, language, theme, table} with nodes by number. */
export function write(graph, state) {
  const params = new URLSearchParams();
  const put = (key, value) => value !== null && value !== "" && value !== undefined && params.set(key, value);
  const iri = (node) => short(graph.iri.at(node));
  put("v", state.view);
  if (state.selected >= 0) put("s", iri(state.selected));
  if (state.view === "near") state.opened.forEach((node) => params.append("o", iri(node)));
  if (state.view === "near") state.more.forEach((shown, key) => params.append("n", bundle(graph, key, shown)));
  state.pages.forEach((count, key) => params.append("g", `${short(key)}|${count}`));
  if (state.path) state.path.forEach((node) => params.append("p", iri(node)));
  const { filters } = state;
  filters.kinds.forEach((kind) => params.append("k", graph.head.kinds[kind][0]));
  filters.families.forEach((family) => params.append("r", graph.head.families[family][0]));
  put("f", filters.from);
  put("t", filters.to);
  if (!filters.undated) put("d", "0");
  if (filters.body >= 0) put("b", iri(filters.body));
  if (state.camera) put("c", state.camera.map((value) => Number(value.toPrecision(5))).join(","));
  put("l", state.language);
  put("m", state.theme);
  if (state.table) put("tb", "1");
  return `#${params}`;
}

/** How many neighbours of a node, by one relation and of one class, are shown; its key is three numbers. */
function bundle(graph, key, shown) {
  const [node, family, kind] = key.split("/").map(Number);
  return [short(graph.iri.at(node)), graph.head.families[family][0], graph.head.kinds[kind][0], shown].join("|");
}

function bundles(graph, texts) {
  const found = new Map();
  for (const text of texts) {
    const [iri, family, kind, shown] = text.split("|");
    const number = (names, of) => names.findIndex(([name]) => name === of);
    const key = [graph.find(long(iri)), number(graph.head.families, family), number(graph.head.kinds, kind)];
    if (key.every((part) => part >= 0) && /^\d{1,5}$/.test(shown)) found.set(key.join("/"), Number(shown));
  }
  return found;
}

/** What an address says; names that the graph does not know are left out. */
export function read(graph, hash) {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const node = (text) => (text ? graph.find(long(text)) : -1);
  const nodes = (key) => params.getAll(key).map(node).filter((found) => found >= 0);
  const numbers = (key, table) => new Set(params.getAll(key).map((name) => table.findIndex(([known]) => known === name)).filter((i) => i >= 0));
  const day = (key) => (/^-?\d+$/.test(params.get(key) ?? "") ? Number(params.get(key)) : null);
  const camera = (params.get("c") ?? "").split(",").map(Number);
  const path = nodes("p");
  return {
    view: ["all", "groups", "near"].includes(params.get("v")) ? params.get("v") : null,
    selected: node(params.get("s")),
    opened: nodes("o"),
    more: bundles(graph, params.getAll("n")),
    path: path.length === 2 ? path : null,
    filters: {
      kinds: numbers("k", graph.head.kinds),
      families: numbers("r", graph.head.families),
      from: day("f"),
      to: day("t"),
      undated: params.get("d") !== "0",
      body: node(params.get("b")),
    },
    camera: camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0 ? camera : null,
    language: ["vi", "en"].includes(params.get("l")) ? params.get("l") : null,
    theme: ["light", "dark"].includes(params.get("m")) ? params.get("m") : null,
    table: params.get("tb") === "1",
  };
}
