// What may be seen: by class, family of relations, period, and the body that things belong to.

import { UNKNOWN } from "govkg/graph.js";

export class Filters {
  constructor(graph) {
    this.graph = graph;
    this.clear();
  }

  clear() {
    this.kinds = new Set(); // hidden classes, by number
    this.families = new Set(); // hidden families of relations
    this.from = null; // days since 1970, or null for no bound
    this.to = null;
    this.undated = true;
    this.body = -1;
  }

  /** Whether time matters: a period is chosen, or what has no date is not wanted. */
  get asksTime() {
    return this.from !== null || this.to !== null || !this.undated;
  }

  /** {node, edge}: one byte each, 1 where it may be seen. */
  masks() {
    const { graph } = this;
    const node = new Uint8Array(graph.n);
    const edge = new Uint8Array(graph.m);
    const inside = this.body >= 0 ? this.#subtree() : null;
    for (let i = 0; i < graph.n; i++) node[i] = +(!this.kinds.has(graph.kind[i]) && (!inside || inside[i] > 0));
    for (let e = 0; e < graph.m; e++) {
      edge[e] = +(
        node[graph.source[e]] &&
        node[graph.target[e]] &&
        !this.families.has(graph.family(e)) &&
        (this.#inPeriod("edge", e) ?? this.undated)
      );
    }
    if (this.asksTime) this.#hideOutOfTime(node, edge);
    return { node, edge };
  }

  /** Whether a time is inside the period: null where nobody says, as of what began before it and was not seen to end. */
  #inPeriod(what, index) {
    const from = this.from ?? -Infinity;
    const to = this.to ?? Infinity;
    if (!this.asksTime) return true;
    const extent = this.graph.extent(what, index);
    if (!extent) return null;
    const { begin, end, first, last } = this.graph.times(what, index);
    if (extent[1] < from) return end !== UNKNOWN || last !== UNKNOWN || this.graph.isEvent(what, index) ? false : null;
    if (extent[0] > to) return begin !== UNKNOWN || first !== UNKNOWN ? false : null;
    return true;
  }

  /** A node of which nobody says whether it is inside goes with its relations: it stays while one of them does. */
  #hideOutOfTime(node, edge) {
    const { graph } = this;
    for (let i = 0; i < graph.n; i++) {
      if (!node[i]) continue;
      const own = this.#inPeriod("node", i);
      if (own !== null) node[i] = +own;
      else if (graph.degree(i)) node[i] = +graph.edgesOf(i).some((e) => edge[e]);
      else node[i] = +this.undated;
    }
    for (let e = 0; e < graph.m; e++) if (!node[graph.source[e]] || !node[graph.target[e]]) edge[e] = 0;
  }

  /** The body, all below it by partOf, and whatever stands in a relation with one of them. */
  #subtree() {
    const { graph } = this;
    const inside = new Uint8Array(graph.n);
    const part = graph.familyNumber("partOf");
    const queue = [this.body];
    inside[this.body] = 2;
    for (const parent of queue) {
      for (const e of graph.edgesOf(parent)) {
        const child = graph.source[e];
        if (graph.family(e) === part && graph.target[e] === parent && !inside[child]) {
          inside[child] = 2;
          queue.push(child);
        }
      }
    }
    for (const member of queue) {
      for (const e of graph.edgesOf(member)) {
        const other = graph.other(e, member);
        if (graph.family(e) !== part && !inside[other]) inside[other] = 1;
      }
    }
    return inside;
  }
}
