// What is drawn where. A scene is columns of items and lines; an item is a node of the graph, or a group
// (ref < 0: groups[-1 - ref]) that stands for nodes not shown. World unit: about the length of an edge.

import { settle } from "govkg/force.js";

export const FEW = 500; // a picture of more is no more information: such a graph opens on communities
const NEAR = 10; // neighbours of one kind by one relation that are shown before the rest is a count
const MOST_GROUPS = 30;
const MOST_LINES_BETWEEN = 70;

/** How large a node is drawn, in CSS pixels of radius at the natural zoom. */
const sizeOf = (degree) => 4.5 + 2.1 * Math.log2(1 + degree);

class Scene {
  constructor(kind, graph) {
    this.kind = kind;
    this.graph = graph;
    this.groups = [];
  }

  get n() {
    return this.ref.length;
  }

  get m() {
    return this.a.length;
  }

  label(item) {
    const ref = this.ref[item];
    return ref >= 0 ? this.graph.name.at(ref) : this.groups[-1 - ref].label;
  }

  /** The class that gives an item its colour and shape, by number; -1 for a count of more. */
  look(item) {
    const ref = this.ref[item];
    return ref >= 0 ? this.graph.kind[ref] : this.groups[-1 - ref].look;
  }

  itemOf(node) {
    if (this.kind === "all") return this.itemOfNode[node];
    this.items ??= new Map(Array.from(this.ref, (ref, item) => [ref, item]));
    return this.items.get(node) ?? -1;
  }

  /** The items at the other ends of an item's lines. */
  nextTo(item) {
    const found = [];
    for (let e = 0; e < this.m; e++) if (this.a[e] === item || this.b[e] === item) found.push(this.a[e] === item ? this.b[e] : this.a[e]);
    return found;
  }

  bounds() {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < this.n; i++) {
      left = Math.min(left, this.x[i]);
      right = Math.max(right, this.x[i]);
      top = Math.min(top, this.y[i]);
      bottom = Math.max(bottom, this.y[i]);
    }
    return this.n ? { left, top, right, bottom } : { left: 0, top: 0, right: 1, bottom: 1 };
  }

  /** Items by falling importance: their labels are drawn first. */
  get order() {
    this.ordered ??= Uint32Array.from({ length: this.n }, (_, i) => i).sort((a, b) => this.r[b] - this.r[a] || a - b);
    return this.ordered;
  }
}

/** Everything that the masks let be seen, at the places that the page came with. */
export function whole(graph, masks) {
  const scene = new Scene("all", graph);
  let count = 0;
  scene.itemOfNode = new Int32Array(graph.n).fill(-1);
  for (let i = 0; i < graph.n; i++) if (masks.node[i]) scene.itemOfNode[i] = count++;
  const unit = graph.unit[0];
  scene.ref = new Int32Array(count);
  scene.x = new Float32Array(count);
  scene.y = new Float32Array(count);
  scene.r = new Float32Array(count);
  for (let i = 0; i < graph.n; i++) {
    const item = scene.itemOfNode[i];
    if (item < 0) continue;
    scene.ref[item] = i;
    scene.x[item] = graph.x[i] / unit;
    scene.y[item] = graph.y[i] / unit;
    scene.r[item] = sizeOf(graph.degree(i));
  }
  lines(scene, graph, masks);
  return scene;
}

function lines(scene, graph, masks) {
  let count = 0;
  for (let e = 0; e < graph.m; e++) count += masks.edge[e];
  scene.a = new Uint32Array(count);
  scene.b = new Uint32Array(count);
  scene.via = new Int32Array(count);
  let at = 0;
  for (let e = 0; e < graph.m; e++) {
    if (!masks.edge[e]) continue;
    scene.a[at] = scene.itemOfNode[graph.source[e]];
    scene.b[at] = scene.itemOfNode[graph.target[e]];
    scene.via[at++] = e;
  }
}

/** Communities as one item each, the smallest together; a line's width says how many relations run between two. */
export function communities(graph, masks, word) {
  const scene = new Scene("groups", graph);
  const count = new Map();
  for (let i = 0; i < graph.n; i++) if (masks.node[i]) count.set(graph.group[i], (count.get(graph.group[i]) ?? 0) + 1);
  const ranked = [...count].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const itemOf = new Map();
  ranked.forEach(([group], rank) => itemOf.set(group, Math.min(rank, MOST_GROUPS)));
  const size = Math.min(ranked.length, MOST_GROUPS + 1);
  scene.ref = Int32Array.from({ length: size }, (_, i) => -1 - i);
  const chief = new Int32Array(size).fill(-1);
  const tally = new Float32Array(size);
  const sum = [new Float64Array(size), new Float64Array(size)];
  for (const node of graph.byDegree) {
    if (!masks.node[node]) continue;
    const item = itemOf.get(graph.group[node]);
    if (chief[item] < 0) chief[item] = node;
    tally[item]++;
    sum[0][item] += graph.x[node];
    sum[1][item] += graph.y[node];
  }
  for (let item = 0; item < size; item++) {
    const rest = item === MOST_GROUPS && ranked.length > size;
    const members = new Set(ranked.filter(([group]) => itemOf.get(group) === item).map(([group]) => group));
    const name = rest ? word("more", { n: ranked.length - MOST_GROUPS }) : graph.name.at(chief[item]);
    scene.groups.push({
      label: `${name}\n${word("members", { n: tally[item] })}`,
      look: rest ? -1 : graph.kind[chief[item]],
      count: tally[item],
      chief: chief[item],
      members,
      key: `group/${chief[item]}`,
    });
  }
  const largest = tally.reduce((a, b) => Math.max(a, b), 1);
  scene.r = tally.map((members) => 8 + 24 * Math.sqrt(members / largest));
  between(scene, graph, masks, itemOf);
  const unit = Math.max(graph.unit[0], 1);
  const middle = tally.map((members, i) => sum[0][i] / members / unit);
  const level = tally.map((members, i) => sum[1][i] / members / unit);
  const spread = Math.max(1e-6, range(middle), range(level));
  scene.x = middle.map((x) => ((x - middle[0]) / spread) * Math.sqrt(size) * 2);
  scene.y = level.map((y) => ((y - level[0]) / spread) * Math.sqrt(size) * 2);
  settle(scene, { pull: 0.15 });
  return scene;
}

const range = (values) => values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity);

function between(scene, graph, masks, itemOf) {
  const weight = new Map();
  for (let e = 0; e < graph.m; e++) {
    if (!masks.edge[e]) continue;
    const a = itemOf.get(graph.group[graph.source[e]]);
    const b = itemOf.get(graph.group[graph.target[e]]);
    if (a === b) continue;
    const key = Math.min(a, b) * (MOST_GROUPS + 1) + Math.max(a, b);
    weight.set(key, (weight.get(key) ?? 0) + 1);
  }
  const heavy = [...weight].sort((p, q) => q[1] - p[1] || p[0] - q[0]).slice(0, MOST_LINES_BETWEEN);
  scene.a = Uint32Array.from(heavy, ([key]) => Math.floor(key / (MOST_GROUPS + 1)));
  scene.b = Uint32Array.from(heavy, ([key]) => key % (MOST_GROUPS + 1));
  scene.via = new Int32Array(heavy.length).fill(-1);
  scene.weight = Float32Array.from(heavy, ([, relations]) => relations);
}

/**
 * The opened nodes with their neighbours. `opened` is the nodes in the order of opening, `more` how many of a
 * bundle (node, family, class) are shown, `places` where items lay before: those stay, new ones settle in.
 */
export function neighbourhood(graph, masks, { opened, more, places }, word) {
  const scene = new Scene("near", graph);
  const seen = new Map();
  const origin = new Map();
  for (const node of opened) if (masks.node[node] && !seen.has(node)) seen.set(node, node);
  for (const node of [...seen.keys()]) {
    for (const bundle of bundles(graph, masks, node)) {
      const { key, family, beyond } = bundle;
      const limit = more.get(key) ?? NEAR;
      const fresh = bundle.nodes.filter((other) => !seen.has(other) || origin.get(other) === node);
      const hidden = fresh.length - limit > 1 ? fresh.length - limit : 0;
      const shown = hidden ? fresh.slice(0, limit) : fresh;
      for (const other of shown) if (!seen.has(other)) seen.set(other, node), origin.set(other, node);
      const count = hidden + beyond;
      const here = beyond ? fresh.length : Infinity; // what is not here has to be fetched
      if (count) scene.groups.push({ label: word("more", { n: count }), look: -1, count, key, at: node, shown: limit, family, here });
    }
  }
  const nodes = [...seen.keys()];
  scene.ref = Int32Array.from([...nodes, ...scene.groups.map((_, i) => -1 - i)]);
  scene.r = Float32Array.from(scene.ref, (ref) =>
    ref < 0 ? 9 : sizeOf(Math.min(graph.degree(ref), 60)) + (opened.includes(ref) ? 3 : 0),
  );
  const itemOf = new Map(nodes.map((node, item) => [node, item]));
  const [a, b, via] = [[], [], []];
  for (const node of nodes) {
    for (const e of graph.edgesOf(node)) {
      if (!masks.edge[e] || graph.source[e] !== node || !itemOf.has(graph.target[e])) continue;
      a.push(itemOf.get(node)), b.push(itemOf.get(graph.target[e])), via.push(e);
    }
  }
  scene.groups.forEach((group, i) => {
    a.push(itemOf.get(group.at)), b.push(nodes.length + i), via.push(-1);
  });
  scene.a = Uint32Array.from(a);
  scene.b = Uint32Array.from(b);
  scene.via = Int32Array.from(via);
  arrange(scene, graph, { places, origin });
  return scene;
}

const keyOf = (scene, ref) => (ref >= 0 ? ref : scene.groups[-1 - ref].key);

function arrange(scene, graph, { places, origin }) {
  const fixed = new Uint8Array(scene.n);
  scene.x = new Float32Array(scene.n);
  scene.y = new Float32Array(scene.n);
  const spokes = new Map();
  scene.ref.forEach((ref, item) => {
    const at = places.get(keyOf(scene, ref));
    if (at) {
      [scene.x[item], scene.y[item]] = at;
      fixed[item] = 1;
      return;
    }
    const centre = ref >= 0 ? (origin.get(ref) ?? null) : scene.groups[-1 - ref].at;
    const [cx, cy] = (centre !== null && places.get(centre)) || [0, 0];
    const turn = spokes.get(centre) ?? 0;
    spokes.set(centre, turn + 1);
    const angle = turn * 2.39996; // the golden angle spreads any number of spokes evenly
    const reach = centre === null ? turn * 3 : 0.8 + 0.12 * Math.sqrt(turn);
    scene.x[item] = cx + reach * Math.cos(angle);
    scene.y[item] = cy + reach * Math.sin(angle);
    if (centre === null) places.set(ref, [scene.x[item], scene.y[item]]);
  });
  settle(scene, { fixed });
  scene.ref.forEach((ref, item) => places.set(keyOf(scene, ref), [scene.x[item], scene.y[item]]));
}

/**
 * Neighbours of a node by relation and class, each bundle by falling degree. What the source has not brought yet is
 * counted `beyond` the largest bundle of its relation: nobody knows its class.
 */
function bundles(graph, masks, node) {
  const found = new Map();
  for (const e of graph.edgesOf(node)) {
    const other = graph.other(e, node);
    if (!masks.edge[e] || other === node) continue;
    const key = `${node}/${graph.family(e)}/${graph.kind[other]}`;
    if (!found.has(key)) found.set(key, { key, family: graph.family(e), nodes: new Set(), beyond: 0 });
    found.get(key).nodes.add(other);
  }
  const largest = new Map();
  for (const bundle of found.values()) {
    if (bundle.nodes.size > (largest.get(bundle.family)?.nodes.size ?? 0)) largest.set(bundle.family, bundle);
  }
  largest.forEach((bundle, family) => (bundle.beyond = graph.beyond(node, family)));
  return [...found.values()].map((bundle) => ({ ...bundle, nodes: [...bundle.nodes].sort((a, b) => graph.degree(b) - graph.degree(a) || a - b) }));
}
