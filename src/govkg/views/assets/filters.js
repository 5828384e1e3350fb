// What may be seen: by class, family of relations, period, and the body that things belong to.

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

  get active() {
    return this.kinds.size + this.families.size > 0 || this.from !== null || this.to !== null || this.body >= 0;
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
        this.#inPeriod("edge", e) !== false
      );
    }
    if (this.from !== null || this.to !== null) this.#hideOutOfTime(node, edge);
    return { node, edge };
  }

  /** true: dated and inside; false: outside, or undated and undated things are hidden; null: undated and shown. */
  #inPeriod(what, index) {
    if (this.from === null && this.to === null) return true;
    const extent = this.graph.extent(what, index);
    if (!extent) return this.undated ? null : false;
    return extent[1] >= (this.from ?? -Infinity) && extent[0] <= (this.to ?? Infinity);
  }

  /** A node without a date of its own goes with its relations: it stays while one of them does. */
  #hideOutOfTime(node, edge) {
    const { graph } = this;
    for (let i = 0; i < graph.n; i++) {
      if (!node[i]) continue;
      const own = graph.extent("node", i);
      if (own) node[i] = +this.#inPeriod("node", i);
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
