// The graph as columns, and who is next to whom. Nodes and edges are numbers from 0.

export const UNKNOWN = -(2 ** 31);

/** A time of a column is days since 1970-01-01 times four, plus how exact it is: 0 a day, 1 a month, 2 a year. */
export const dayOf = (time) => time >> 2;
export const exactness = (time) => time & 3;
/** As a partial ISO date. */
export const isoOf = (time) => new Date(dayOf(time) * 86400000).toISOString().slice(0, [10, 7, 4][exactness(time)]);

export class Graph {
  constructor(head, columns) {
    this.head = head;
    this.n = head.nodes;
    this.m = head.edges;
    Object.assign(this, columns);
    this.source = sums(this.sourceStep).subarray(1);
    delete this.sourceStep;
    this.familyOf = Uint16Array.from(this.head.relations, ([, family]) => family);
    this.#adjacency();
    this.citesStart = sums(this.citesCount);
    this.rest = new Map((head.rest ?? []).map(([node, family, count]) => [`${node}/${this.familyNumber(family)}`, count]));
  }

  #adjacency() {
    const { n, m, source, target } = this;
    const start = new Uint32Array(n + 1);
    for (let e = 0; e < m; e++) {
      start[source[e] + 1]++;
      if (target[e] !== source[e]) start[target[e] + 1]++;
    }
    for (let i = 0; i < n; i++) start[i + 1] += start[i];
    const fill = start.slice(0, n);
    const edges = new Uint32Array(start[n]);
    for (let e = 0; e < m; e++) {
      edges[fill[source[e]]++] = e;
      if (target[e] !== source[e]) edges[fill[target[e]]++] = e;
    }
    this.start = start;
    this.edgesAt = edges;
  }

  degree(node) {
    return this.start[node + 1] - this.start[node];
  }

  /** The edges at a node, in either direction. */
  edgesOf(node) {
    return this.edgesAt.subarray(this.start[node], this.start[node + 1]);
  }

  other(edge, node) {
    return this.source[edge] === node ? this.target[edge] : this.source[edge];
  }

  family(edge) {
    return this.familyOf[this.relation[edge]];
  }

  familyNumber(name) {
    return this.head.families.findIndex(([family]) => family === name);
  }

  /** Whether anything is part of a node. */
  hasParts(node) {
    const part = this.familyNumber("partOf");
    return this.edgesOf(node).some((edge) => this.family(edge) === part && this.target[edge] === node);
  }

  /** How many neighbours of a node by a family of relations the source has not brought yet. */
  beyond(node, family) {
    return this.rest.get(`${node}/${family}`) ?? 0;
  }

  /** How many neighbours of a node by a family of relations are here. */
  neighboursBy(node, family) {
    const edges = this.edgesOf(node).filter((edge) => this.family(edge) === family);
    return new Set(edges.map((edge) => this.other(edge, node))).size;
  }

  citesOf(edge) {
    return this.cites.subarray(this.citesStart[edge], this.citesStart[edge + 1]);
  }

  find(iri) {
    return this.iri.find(iri);
  }

  /** Nodes by falling number of relations, the smaller number first among equals. */
  get byDegree() {
    this.ranked ??= Uint32Array.from({ length: this.n }, (_, i) => i).sort(
      (a, b) => this.degree(b) - this.degree(a) || a - b,
    );
    return this.ranked;
  }

  /** [first, last] day that is known of a node or edge ("node" or "edge"), or null. */
  extent(what, index) {
    const begin = this[`${what}Begin`];
    if (!begin) return null;
    let first = Infinity;
    let last = -Infinity;
    for (const name of ["Begin", "First", "Last", "End"]) {
      const time = this[what + name][index];
      if (time === UNKNOWN) continue;
      first = Math.min(first, dayOf(time));
      last = Math.max(last, dayOf(time));
    }
    return first === Infinity ? null : [first, last];
  }

  /** What is known of time: {begin, end, first, last} as in the columns, UNKNOWN where not known. */
  times(what, index) {
    if (!this[`${what}Begin`]) return { begin: UNKNOWN, end: UNKNOWN, first: UNKNOWN, last: UNKNOWN };
    return {
      begin: this[`${what}Begin`][index],
      end: this[`${what}End`][index],
      first: this[`${what}First`][index],
      last: this[`${what}Last`][index],
    };
  }

  /** Whether a node is over with the day that it has: a meeting is, a body or a law with a beginning is not. */
  isEvent(what, index) {
    return what === "node" && this.head.kinds[this.kind[index]][3] === "meeting";
  }

  /** First and last day over everything, or null where nothing is dated. */
  span() {
    let first = Infinity;
    let last = -Infinity;
    for (const what of ["node", "edge"]) {
      for (const name of ["Begin", "First", "Last", "End"]) {
        for (const time of this[what + name] ?? []) {
          if (time === UNKNOWN) continue;
          if (dayOf(time) < first) first = dayOf(time);
          if (dayOf(time) > last) last = dayOf(time);
        }
      }
    }
    return first === Infinity ? null : [first, last];
  }
}

function sums(counts) {
  const start = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) start[i + 1] = start[i] + counts[i];
  return start;
}
