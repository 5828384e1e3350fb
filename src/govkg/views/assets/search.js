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

  /** Nodes whose name or other name holds every word, best first: whole name, beginning, word's beginning, inside. */
  find(text, limit = 12) {
    while (!this.prepare());
    const words = bare(text).split(" ").filter(Boolean);
    if (!words.length) return [];
    const phrase = words.join(" ");
    const longest = words.reduce((a, b) => (b.length > a.length ? b : a));
    const begun = { phrase: ` ${phrase}`, words: words.map((word) => ` ${word}`) };
    const { index, graph } = this;
    const best = [];
    let worst = -Infinity;
    for (let at = index.text.indexOf(longest); at >= 0; ) {
      const row = index.rowAt(at);
      const next = index.begin[row + 1];
      const line = index.text.slice(index.begin[row], next - 1);
      const score = this.#score(line, phrase, words, begun) + Math.min(0.99, graph.degree(row) / 1e5);
      if (score > 0 && (best.length < limit || score > worst)) {
        best.push({ node: row, score });
        best.sort((a, b) => b.score - a.score || a.node - b.node);
        if (best.length > limit) best.pop();
        worst = best.at(-1).score;
      }
      at = index.text.indexOf(longest, next);
    }
    return best.map(({ node }) => node);
  }

  #score(line, phrase, words, begun) {
    if (line.startsWith(phrase)) return line.length === phrase.length ? 5 : 4;
    if (line.includes(begun.phrase)) return 3;
    let begins = true;
    for (let i = 0; i < words.length; i++) {
      if (!line.includes(words[i])) return -1;
      begins &&= line.startsWith(words[i]) || line.includes(begun.words[i]);
    }
    return begins ? 2 : 1;
  }
}
