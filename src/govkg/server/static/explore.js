// The explorer: the viewer over a graph that the server hands out neighbourhood by neighbourhood, page by page.

import { App } from "govkg/app.js";
import { CanvasSurface } from "govkg/canvas.js";
import { columns, inflate } from "govkg/decode.js";
import { EmbeddedSource } from "govkg/embedded.js";

const BASE = "https://w3id.org/govkg/id/";
const MOST = 60; // entities whose neighbourhoods are held at once, as the server gives them
const AGAIN = 3; // times that a busy server is asked again
const long = (text) => (text.includes("://") ? text : BASE + text);

/** Fetches the neighbourhoods of what is open; a grown graph holds all that the page shows, and more. */
class ServerSource extends EmbeddedSource {
  constructor(document) {
    super(document);
    this.most = MOST;
    this.note = document.getElementById("explore-note");
    this.first = new URLSearchParams(location.search).get("iri");
    const { named, pages } = told(location.hash);
    this.opened = [...new Set([this.first, ...named].filter((iri) => iri?.startsWith(BASE)))].slice(0, MOST);
    this.pages = pages; // "iri|relation" -> how many neighbours
  }

  block(key) {
    return this.blocks[key];
  }

  async load(opened = this.opened, pages = this.pages) {
    const query = new URLSearchParams({ lang: this.document.documentElement.lang });
    opened.forEach((iri) => query.append("iri", iri));
    [...pages].filter(([key]) => opened.includes(key.split("|")[0])).slice(-MOST).forEach(([key, count]) => query.append("more", `${key}|${count}`));
    const { head, blocks } = await this.ask(`/explore/graph?${query}`);
    Object.assign(this, { blocks, opened, pages });
    this.kept.clear();
    return { head, columns: columns(head.columns, await inflate(blocks.graph)) };
  }

  /** What the server answers; where it is busy and says for how long, it is asked again. */
  async ask(address, again = AGAIN) {
    const answer = await fetch(address).catch(() => null);
    if (!answer) throw new Error(this.note.dataset.lost);
    const wait = answer.status === 503 ? Number(answer.headers.get("Retry-After")) : 0; // seconds
    if (wait > 0 && again > 0) {
      await new Promise((go) => setTimeout(go, wait * 1000));
      return this.ask(address, again - 1);
    }
    if (!answer.ok) throw new Error((await answer.json()).detail);
    return answer.json();
  }

  /** The graph with some entities' neighbourhoods too: what was opened last stays, and what the page needs. */
  async #with(iris, needed = [], pages = this.pages) {
    const kept = [...new Set([...iris, ...needed, ...[...this.opened].reverse()])].slice(0, this.most);
    return this.#told(async () => {
      const { head, columns: grown } = await this.load(kept.reverse(), pages);
      delete head.title; // the page keeps the name that it began with
      return { head, columns: grown };
    });
  }

  /** What the work gives, or null with a word on the page of why it gave nothing. */
  async #told(work) {
    try {
      const found = await work();
      this.note.textContent = "";
      return found;
    } catch (error) {
      this.note.textContent = error.message;
      return null;
    }
  }

  async neighbours(graph, node, needed) {
    const iri = graph.iri.at(node);
    return this.opened.includes(iri) ? null : this.#with([iri], needed);
  }

  async more(graph, node, family, count, needed) {
    const key = `${graph.iri.at(node)}|${graph.head.families[family][0]}`;
    return this.#with([graph.iri.at(node)], needed, new Map(this.pages).set(key, count));
  }

  /** Entities of these names that the server knows. */
  async elsewhere(text) {
    const query = new URLSearchParams({ q: text, limit: "12", format: "json", lang: this.document.documentElement.lang });
    return (await this.#told(() => this.ask(`/search?${query}`))) ?? [];
  }

  async bring(iris, needed) {
    return iris.every((iri) => this.opened.includes(iri)) ? null : this.#with(iris, needed);
  }

  async between(from, to) {
    const query = new URLSearchParams({ from, to });
    const found = await this.#told(() => this.ask(`/explore/path?${query}`));
    if (found) return found.path ? { way: found.path } : { far: true };
    return { way: [] };
  }

  async restore(hash) {
    const { named, pages } = told(hash);
    const unknown = named.some((iri) => !this.opened.includes(iri));
    const fewer = [...pages].some(([key, count]) => (this.pages.get(key) ?? 0) < count);
    return unknown || fewer ? this.#with(named, [], new Map([...this.pages, ...pages])) : null;
  }

  address(iri) {
    if (!iri.startsWith(BASE)) return null;
    const path = iri.slice(BASE.length);
    return `/${path.startsWith("article/") ? "" : "entity/"}${path}?lang=${this.document.documentElement.lang}`;
  }
}

/** What a shared address has open, and how far its lists of neighbours go. */
function told(hash) {
  const params = new URLSearchParams(hash.slice(1));
  const named = ["s", "o", "p"].flatMap((key) => params.getAll(key).map(long)).filter((iri) => iri.startsWith(BASE));
  const pages = params.getAll("g").map((text) => text.split("|"));
  const sound = pages.filter(([, name, count]) => name && /^\d{1,4}$/.test(count));
  return { named: [...new Set(named)].slice(0, MOST), pages: new Map(sound.map(([iri, name, count]) => [`${long(iri)}|${name}`, Number(count)])) };
}

const source = new ServerSource(document);
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
