// Where the viewer gets its data: here, from the page itself. A server's page has a source with the same methods.

import { columns, inflate, list } from "govkg/decode.js";

const KEPT = 8; // unpacked blocks kept at hand

export class EmbeddedSource {
  constructor(document) {
    this.document = document;
    this.kept = new Map();
  }

  head() {
    return JSON.parse(this.document.getElementById("govkg-head").textContent);
  }

  async columns(head) {
    const block = this.document.querySelector('[data-block="graph"]');
    const bytes = await inflate(block.textContent);
    block.remove();
    return columns(head.columns, bytes);
  }

  // Nothing more to fetch: the page has all of the graph. A server's source gives the grown graph as {head, columns}.
  // `needed` are the IRIs that it has to hold besides.

  pages = new Map(); // "iri|relation" -> how many neighbours were fetched, where that is told in the address

  /** A node's neighbours: `neighbours(graph, node, needed)`. */
  async neighbours() {
    return null;
  }

  /** `count` of a node's neighbours by a family of relations: `more(graph, node, family, count, needed)`. */
  async more() {
    return null;
  }

  /** [{iri, label, kind}] of what the names of a search mean beyond this graph. */
  async elsewhere() {
    return [];
  }

  /** Some entities by IRI, with their neighbours: `bring(iris, needed)`. */
  async bring() {
    return null;
  }

  /** {way: [iri, …]} between two IRIs, or {far: true}, where more is known than this graph; else null. */
  async between() {
    return null;
  }

  /** What an address tells and the graph does not hold: `restore(hash)`. */
  async restore() {
    return null;
  }

  /** Where the page of an IRI is, or null. */
  address() {
    return null;
  }

  /** Facts of a node: [{vi, en, evidence: [quote]}]. */
  async facts(graph, node) {
    if (!graph.factCount[node]) return [];
    const entries = (await this.entry("facts", graph.head.chunk, node)) ?? [];
    return Promise.all(
      entries.map(async ([vi, en, cites, begin, length]) => {
        const evidence = await this.quotes(graph, cites);
        const told = length ? evidence[0].quote.substr(begin, length) : ""; // what it repeats is not carried twice
        return { vi: vi + told, en: (en || vi) + told, evidence };
      }),
    );
  }

  /** Evidence of an edge: [{quote, part, start, end, article, url, published, iri}]. */
  async evidence(graph, edge) {
    return this.quotes(graph, Array.from(graph.citesOf(edge)));
  }

  async quotes(graph, numbers) {
    const chunk = graph.head.chunk;
    return Promise.all(
      numbers.map(async (number) => {
        const [quote, source, part, start, beyond = 0] = await this.entry("quotes", chunk, number);
        const [article, url, published, iri] = await this.entry("articles", chunk, source);
        const end = start + Array.from(quote).length + beyond; // in code points
        return { quote, part, start, end, article, url, published, iri };
      }),
    );
  }

  /** The packed text of a block. */
  block(key) {
    return this.document.querySelector(`[data-block="${key}"]`).textContent;
  }

  async entry(name, chunk, number) {
    const key = `${name}.${Math.floor(number / chunk)}`;
    const block = this.kept.get(key) ?? list(this.block(key));
    this.kept.delete(key);
    this.kept.set(key, block);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value);
    return block[number % chunk];
  }
}
