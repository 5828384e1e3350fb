// The explorer: the viewer over a graph that the server hands out neighbourhood by neighbourhood.

import { App } from "govkg/app.js";
import { CanvasSurface } from "govkg/canvas.js";
import { columns, inflate } from "govkg/decode.js";
import { EmbeddedSource } from "govkg/embedded.js";

const BASE = "https://w3id.org/govkg/id/";

/** Fetches the neighbourhoods of all that was opened so far; a grown graph holds all of the one before. */
class ServerSource extends EmbeddedSource {
  constructor(document, opened) {
    super(document);
    this.opened = opened;
  }

  block(key) {
    return this.blocks[key];
  }

  async load() {
    const query = new URLSearchParams({ lang: this.document.documentElement.lang });
    this.opened.forEach((iri) => query.append("iri", iri));
    const answer = await fetch(`/explore/graph?${query}`);
    if (!answer.ok) throw new Error((await answer.json()).detail);
    const { head, blocks } = await answer.json();
    this.blocks = blocks;
    this.kept.clear();
    return { head, columns: columns(head.columns, await inflate(blocks.graph)) };
  }

  async neighbours(graph, node) {
    const iri = graph.iri.at(node);
    if (this.opened.includes(iri)) return null;
    this.opened.push(iri);
    try {
      const { head, columns: grown } = await this.load();
      delete head.title; // the page keeps the name that it began with
      return { head, columns: grown };
    } catch (error) {
      this.opened.pop();
      document.getElementById("explore-note").textContent = error.message;
      return null;
    }
  }
}

/** What a shared address has open: the entities after #, and the one that the page was asked for. */
function asked() {
  const told = new URLSearchParams(location.hash.slice(1));
  const long = (text) => (text.includes("://") ? text : BASE + text);
  const named = [new URLSearchParams(location.search).get("iri"), ...["s", "o", "p"].flatMap((key) => told.getAll(key).map(long))];
  return [...new Set(named.filter((iri) => iri?.startsWith(BASE)))].slice(0, 60);
}

const source = new ServerSource(document, asked());
const host = document.getElementById("govkg");
try {
  const { head, columns: first } = await source.load();
  const app = new App({ host, source, head, columns: first, makeSurface: (stage, options) => new CanvasSurface(stage, options) });
  await app.surface.ready;
  globalThis.govkg = app; // for scripts and the console
} catch (error) {
  host.querySelector(".loading").textContent = error.message;
}
document.documentElement.dataset.ready = "yes";
