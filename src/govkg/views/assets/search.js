// Search as you type, without diacritics, over one long folded text: no list of strings to keep.

import { bare } from "govkg/fold.js";
import { Lines } from "govkg/decode.js";

const SLICE = 2000; // names folded at a time

export class Search {
  constructor(graph) {
    this.graph = graph;
    this.parts = [];
    this.done = 0;
    this.index = null;
  }

  /** Fold some more names; true when all are. Called in idle moments, so that the first search is quick too. */
  prepare() {
    const { graph } = this;
    const stop = Math.min(graph.n, this.done + SLICE);
    const lines = [];
    for (let i = this.done; i < stop; i++) lines.push(bare(`${graph.name.at(i)} ${graph.alias.at(i)}`));
    if (lines.length) this.parts.push(lines.join("\n"));
    this.done = stop;
    if (this.done < graph.n) return false;
    this.index ??= new Lines(this.parts.join("\n"), graph.n);
    this.parts = [];
    return true;
  }

  /**
   * Nodes whose name or other name holds every word, best first: whole name, beginning, word's beginning, inside. Each
   * is looked for by itself, so that a short word that most names hold costs no look at them all.
   */
  find(text, limit = 12) {
    while (!this.prepare());
    const words = bare(text).split(" ").filter(Boolean);
    if (!words.length) return [];
    const phrase = words.join(" ");
    const best = new Best(limit, this.graph);
    this.#rows(`\n${phrase}`, (row, begin, end) => best.offer(row, end - begin === phrase.length ? 5 : 4));
    if (this.index.text.startsWith(phrase)) best.offer(0, this.index.begin[1] - 1 === phrase.length ? 5 : 4);
    if (!best.full) this.#rows(` ${phrase}`, (row, begin) => this.#starts(begin, phrase) || best.offer(row, 3));
    if (!best.full) this.#inside(words, phrase, best);
    return best.nodes;
  }

  /** The rows that hold a text, each once, with where they begin and end; one that begins with a line end is its row's. */
  #rows(text, visit) {
    const { index } = this;
    for (let at = index.text.indexOf(text); at >= 0; ) {
      const row = index.rowAt(at + 1);
      const next = index.begin[row + 1];
      visit(row, index.begin[row], next - 1);
      at = index.text.indexOf(text, next - 1);
    }
  }

  #starts(begin, phrase) {
    return this.index.text.startsWith(phrase, begin);
  }

  /** Names that hold every word somewhere: at the beginning of words, or inside. */
  #inside(words, phrase, best) {
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    const begun = words.map((word) => ` ${word}`);
    this.#rows(longest, (row, begin, end) => {
      if (best.has(row)) return;
      const line = this.index.text.slice(begin, end);
      if (!words.every((word) => line.includes(word))) return;
      best.offer(row, begun.every((word, i) => line.startsWith(words[i]) || line.includes(word)) ? 2 : 1);
    });
  }
}

/** The best so many nodes: by score, then by how many relations they have, then by number. */
class Best {
  constructor(limit, graph) {
    Object.assign(this, { limit, graph, found: [], rows: new Set() });
  }

  get full() {
    return this.found.length === this.limit;
  }

  get nodes() {
    return this.found.map(({ node }) => node);
  }

  has(node) {
    return this.rows.has(node);
  }

  offer(node, tier) {
    const score = tier + Math.min(0.99, this.graph.degree(node) / 1e5);
    if (this.rows.has(node) || (this.full && score <= this.found.at(-1).score)) return;
    this.found.push({ node, score });
    this.rows.add(node);
    this.found.sort((a, b) => b.score - a.score || a.node - b.node);
    if (this.found.length > this.limit) this.rows.delete(this.found.pop().node);
  }
}
