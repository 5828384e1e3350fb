// The panel of an entity, a line or a path: what is known, each with its quote and article.

import { h, webAddress } from "govkg/dom.js";

const ROWS = 30; // relations of one family before "more"

export class Panel {
  constructor(host, { graph, source, words, swatch, on }) {
    Object.assign(this, { host, graph, source, words, swatch, on });
  }

  close() {
    this.host.hidden = true;
    this.host.replaceChildren();
  }

  #open(title, ...content) {
    const close = h("button", { class: "icon close", "aria-label": this.words.say("close"), click: () => this.on.close() }, "×");
    this.host.replaceChildren(h("header", {}, title, close), ...content.filter(Boolean));
    this.host.hidden = false;
    this.host.scrollTop = 0;
  }

  /** All that is known of a node. */
  async node(node) {
    const { graph, words } = this;
    const button = (key, action) => h("button", { click: () => this.on[action](node) }, words.say(key));
    const title = h("div", {}, this.#kind(node), h("h2", { tabindex: "-1" }, graph.name.at(node)));
    const alias = graph.alias.at(node);
    const facts = h("section", { "aria-label": words.say("facts") });
    this.#open(
      title,
      alias && h("p", { class: "alias" }, alias),
      this.#times(graph.times("node", node)),
      h("div", { class: "actions" }, button("focus", "focus"), button("path_from", "pathFrom"), graph.hasParts(node) && button("within", "within"), this.#page(graph.iri.at(node))),
      facts,
      ...this.#relations(node),
      h("p", { class: "iri" }, h("code", {}, graph.iri.at(node))),
    );
    const known = await this.source.facts(graph, node);
    if (known.length) {
      facts.replaceChildren(
        h("h3", {}, words.say("facts")),
        h("ul", { class: "facts" }, ...known.map((fact) => h("li", {}, fact[words.language], this.#quotes(fact.evidence)))),
      );
    }
  }

  /** Every relation between the two ends of a line. */
  async line(edge) {
    const { graph } = this;
    const [a, b] = [graph.source[edge], graph.target[edge]];
    const edges = Array.from(graph.edgesOf(a)).filter((e) => graph.other(e, a) === b);
    this.#open(h("h2", { tabindex: "-1" }, this.words.say("relation")), await this.#chain(edges));
  }

  /** A path, step by step. */
  async path(edges) {
    const words = this.words;
    this.#open(
      h("div", {}, h("p", { class: "kind" }, words.say("path_found", { n: edges.length })), h("h2", { tabindex: "-1" }, words.say("path"))),
      await this.#chain(edges),
    );
  }

  message(key) {
    this.#open(h("h2", {}, this.words.say("path")), h("p", { role: "status" }, this.words.say(key)));
  }

  async #chain(edges) {
    const items = edges.map(async (edge) => {
      const { graph } = this;
      const evidence = await this.source.evidence(graph, edge);
      return h(
        "li",
        {},
        h("p", {}, this.#link(graph.source[edge]), " ", h("em", {}, this.label(edge)), " ", this.#link(graph.target[edge])),
        this.#times(graph.times("edge", edge)),
        this.#quotes(evidence),
      );
    });
    return h("ol", { class: "chain" }, ...(await Promise.all(items)));
  }

  label(edge) {
    return this.graph.head.labels[this.graph.label[edge]][this.words.column];
  }

  #kind(node) {
    const kind = this.graph.kind[node];
    return h("p", { class: "kind" }, this.swatch(kind), this.graph.head.kinds[kind][1 + this.words.column]);
  }

  /** The way to the page of an entity, at a server that has one. */
  #page(iri) {
    const address = this.source.address(iri);
    return address && h("a", { class: "button", href: address }, this.words.say("page"));
  }

  #link(node) {
    return h("button", { class: "link", click: () => this.on.select(node) }, this.graph.name.at(node));
  }

  #times({ begin, end, first, last }) {
    const rows = [
      ["stated", this.words.stretch(begin, end)],
      ["observed", this.words.stretch(first, last)],
    ].filter(([, text]) => text);
    if (!rows.length) return null;
    return h("dl", { class: "times" }, ...rows.flatMap(([key, text]) => [h("dt", {}, this.words.say(key)), h("dd", {}, text)]));
  }

  /** The relations of a node by family, each opening to its quotes. */
  #relations(node) {
    const { graph, words } = this;
    const families = new Map();
    for (const edge of graph.edgesOf(node)) {
      const key = `${graph.family(edge)}/${graph.source[edge] === node ? "out" : "in"}`;
      if (!families.has(key)) families.set(key, []);
      families.get(key).push(edge);
    }
    if (!families.size) return [h("p", { class: "quiet" }, words.say("no_facts"))];
    return [...families.values()].map((edges) => {
      const family = graph.family(edges[0]);
      const beyond = graph.beyond(node, family);
      edges.sort((p, q) => graph.degree(graph.other(q, node)) - graph.degree(graph.other(p, node)) || p - q);
      const list = h("ul", { class: "relations" });
      const add = (from) => {
        list.append(...edges.slice(from, from + ROWS).map((edge) => this.#relation(edge, node)));
        const here = edges.length - from - ROWS;
        if (here <= 0 && !beyond) return;
        const go = () => (here > 0 ? (rest.parentNode.remove(), add(from + ROWS)) : this.on.more(node, family));
        const rest = h("button", { click: go }, words.say("more", { n: Math.max(0, here) + beyond }));
        list.append(h("li", {}, rest));
      };
      add(0);
      const name = graph.head.families[family][1 + words.column];
      return h("section", {}, h("h3", {}, name, " ", h("span", { class: "count" }, words.number(edges.length + beyond))), list);
    });
  }

  #relation(edge, node) {
    const { graph } = this;
    const other = graph.other(edge, node);
    const out = graph.source[edge] === node;
    const quotes = h("div", {});
    const show = async () => {
      if (!quotes.childNodes.length) quotes.append(this.#times(graph.times("edge", edge)) ?? "", this.#quotes(await this.source.evidence(graph, edge)));
    };
    const label = h("em", {}, out ? this.label(edge) : `← ${this.label(edge)}`);
    return h(
      "li",
      {},
      h("p", {}, this.swatch(graph.kind[other]), this.#link(other)),
      h("details", { toggle: show }, h("summary", {}, label), quotes),
    );
  }

  #quotes(all) {
    const { words } = this;
    // Each sentence of an article once, however many statements rest on it.
    const evidence = [...new Map(all.map((one) => [JSON.stringify([one.quote, one.iri || one.article]), one])).values()];
    if (!evidence.length) return h("p", { class: "quiet" }, words.say("no_quotes"));
    return h(
      "div",
      { class: "quotes" },
      ...evidence.map((one) => {
        const address = webAddress(one.url);
        const title = one.article || one.url || one.iri;
        return h(
          "figure",
          {},
          h("blockquote", { lang: "vi" }, one.quote),
          h(
            "figcaption",
            {},
            address ? h("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, title) : title,
            one.published ? h("time", { datetime: one.published }, ` · ${words.date(one.published)}`) : null,
          ),
        );
      }),
    );
  }
}
