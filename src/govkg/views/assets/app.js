// The page: one state, drawn by one surface, told to one address. Everything else is asked, nothing asks it.

import * as address from "govkg/address.js";
import { h } from "govkg/dom.js";
import { exported } from "govkg/export.js";
import { Filters } from "govkg/filters.js";
import { fillSidebar, header, zoomButtons } from "govkg/frame.js";
import { Gestures } from "govkg/gestures.js";
import { Graph } from "govkg/graph.js";
import { Journey } from "govkg/journey.js";
import { onKey } from "govkg/keyboard.js";
import { Panel } from "govkg/panel.js";
import { communities, neighbourhood, whole } from "govkg/scene.js";
import { Search } from "govkg/search.js";
import { opening, renumbered, restored } from "govkg/state.js";
import { fillTable } from "govkg/table.js";
import { isDark, swatch, themeOf } from "govkg/theme.js";
import { Words } from "govkg/words.js";

const PANEL = 372; // pixels, as in viewer.css
const PAGE = 50; // neighbours that are fetched at a time, as the server gives them

export class App {
  /** `makeSurface(host, options)` gives what draws: see canvas.js for its methods. */
  constructor({ host, source, head, columns, makeSurface }) {
    Object.assign(this, { host, source, head, makeSurface, returning: null });
    this.graph = new Graph(head, columns);
    this.filters = new Filters(this.graph);
    this.search = new Search(this.graph);
    this.table = { open: false, page: 0, relations: false };
    this.words = new Words(head.words, head.language);
    this.journey = new Journey(this);
    this.gestures = new Gestures(this);
    this.#restore();
    this.#build();
    this.draw({ view: this.takeCamera() });
    addEventListener("popstate", () => this.#reopen());
    addEventListener("keydown", (event) => onKey(this, event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.surface.recolour(themeOf(this.head)));
    this.#prepareSearch();
  }

  // state and address ------------------------------------------------------------------------------

  #restore() {
    const told = address.read(this.graph, location.hash);
    Object.assign(this, restored(told, opening(this.graph, this.head)));
    Object.assign(this.filters, told.filters);
    this.table.open = told.table;
    this.words = new Words(this.head.words, told.language ?? this.head.language);
  }

  async #reopen() {
    const { hash } = location;
    this.returning = hash;
    const grown = await this.source.restore(hash);
    if (this.returning !== hash) return; // gone on meanwhile
    this.returning = null;
    if (grown) this.#take(new Graph(grown.head, grown.columns));
    this.#restore();
    this.#build();
    this.draw({ view: this.takeCamera() });
  }

  /** The view that the address told, once: what is drawn after that keeps its own. */
  takeCamera() {
    const { camera } = this;
    this.camera = null;
    return camera && { x: camera[0], y: camera[1], k: camera[2] };
  }

  /** Tell the address; `step` makes it one that "back" returns from. */
  tell({ step = false } = {}) {
    if (this.returning !== null && !step) return; // a picture that is about to be left still moves
    this.returning = null;
    const camera = this.surface.view && [this.surface.view.x, this.surface.view.y, this.surface.view.k];
    const language = this.words.language === this.head.language ? null : this.words.language;
    const { view, selected, opened, more, filters, theme } = this;
    const { pages } = this.source;
    const state = { view, selected, opened, more, filters, camera, theme, language, pages, path: this.ends, table: this.table.open };
    const hash = address.write(this.graph, state);
    if (hash !== location.hash) history[step ? "pushState" : "replaceState"](null, "", hash);
  }

  // the page ----------------------------------------------------------------------------------------

  #build() {
    const { words, head } = this;
    document.documentElement.lang = words.language;
    if (this.theme) document.documentElement.dataset.theme = this.theme;
    else delete document.documentElement.dataset.theme;
    this.stage = h("div", { class: "stage", tabindex: "0", role: "application", "aria-label": words.say("canvas"), "aria-describedby": "keys" });
    this.aside = h("aside", { class: "panel", "aria-label": words.say("facts"), hidden: true });
    this.sheet = h("section", { class: "table", "aria-label": words.say("table"), hidden: true });
    this.status = h("p", { class: "status", role: "status" });
    this.empty = h("div", { class: "empty", hidden: true }, h("strong", {}, words.say("empty")), h("p", {}, words.say("empty_hint")));
    const keys = h("p", { id: "keys", class: "hidden" }, words.say("keys"));
    const main = h("main", {}, keys, this.stage, this.empty, zoomButtons(this), this.status, this.sheet);
    this.sidebar = h("nav", { class: "sidebar", "aria-label": words.say("filters") });
    this.host.replaceChildren(header(this), this.sidebar, main, this.aside);
    document.title = head.title;
    this.panel = new Panel(this.aside, {
      graph: this.graph,
      source: this.source,
      words,
      swatch: (kind) => this.swatch(kind),
      on: {
        close: () => this.select(-1),
        select: (node) => this.select(node, { fly: true }),
        focus: (node) => this.focus(node),
        pathFrom: (node) => this.journey.from(node),
        more: (node, family) => this.listMore(node, family),
        within: (node) => this.within(node),
      },
    });
    fillSidebar(this);
    this.surface?.stop();
    this.surface = this.makeSurface(this.stage, {
      theme: themeOf(head),
      relation: (edge) => this.panel.label(edge),
      on: {
        pick: (item, line) => this.gestures.pick(item, line),
        open: (item) => this.gestures.open(item),
        moved: () => this.#moved(),
        drawn: () => this.#say(),
      },
    });
  }

  swatch(kind) {
    return swatch(this.head, kind);
  }

  // what is drawn -----------------------------------------------------------------------------------

  /** Draw what the state says; `keep` stays with the view, `view` is {x, y, k} to look at, else all of it is shown. */
  draw({ view = null, keep = false } = {}) {
    const { graph, words, surface } = this;
    this.masks = this.filters.masks();
    const word = (key, values) => words.say(key, values);
    const before = keep && surface.scene?.kind === this.view ? surface.view : null;
    if (this.view === "near") this.scene = neighbourhood(graph, this.masks, this, word);
    else if (this.view === "groups") this.scene = communities(graph, this.masks, word);
    else this.scene = whole(graph, this.masks);
    surface.inset = this.selected >= 0 || this.ends ? this.panelWidth() : 0;
    if (this.ends && view) this.camera = [view.x, view.y, view.k];
    surface.show(this.scene, view ?? before);
    this.empty.hidden = this.scene.n > 0;
    this.#fillTable();
    if (this.ends) this.journey.draw();
    else if (this.selected >= 0) this.select(this.selected, { quiet: true });
    else this.panel.close();
    this.views.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === this.view)));
  }

  /** Draw again after the filters changed; the view stays where it is. */
  refilter() {
    this.draw({ keep: true });
    this.tell();
  }

  /** Filter by a body and all below it. */
  within(node) {
    this.filters.body = node;
    fillSidebar(this);
    this.refilter();
  }

  show(view) {
    if (view === "near" && !this.opened.length) this.opened = [this.selected >= 0 ? this.selected : this.graph.byDegree[0]];
    this.view = view;
    this.draw();
    this.tell({ step: true });
  }

  /** A picture of its own for some nodes with their neighbours; `selected` is one of them, or -1. */
  begin(opened, selected) {
    Object.assign(this, { view: "near", opened, selected, ends: null, more: new Map(), places: new Map() });
    this.draw();
    this.tell({ step: true });
  }

  /** The neighbourhood of one node. */
  async focus(node) {
    const reached = await this.#reach(node);
    return this.begin([reached], reached);
  }

  /** Show a node's neighbours, or fold them away if they are shown. */
  async expand(node) {
    if (this.scene.kind !== "near") return this.focus(node);
    node = await this.#reach(node);
    if (!this.opened.includes(node)) this.opened = [...this.opened, node];
    else if (this.opened.length > 1) this.opened = this.opened.filter((other) => other !== node);
    this.selected = node;
    this.ends = null;
    this.draw({ keep: true });
    return this.tell({ step: true });
  }

  /** Have the source bring a node's neighbours; numbers may change when the graph grows, so it returns the node's. */
  async #reach(node) {
    const iri = this.graph.iri.at(node);
    this.adopt(await this.source.neighbours(this.graph, node, this.needed));
    return this.graph.find(iri);
  }

  /** Show more neighbours of a bundle (see scene.js), fetching a page of them where they are not here. */
  async showMore(group, count) {
    this.more.set(group.key, count); // before the graph grows: then it is looked up again with the rest
    if (group.here < count) await this.fetchMore(group.at, group.family);
    this.draw({ keep: true });
    this.tell({ step: true });
  }

  /** Have the source bring the next of a node's neighbours by a family of relations, where it has any. */
  async fetchMore(node, family) {
    const { source, graph, needed } = this;
    if (graph.beyond(node, family)) this.adopt(await source.more(graph, node, family, graph.neighboursBy(node, family) + PAGE, needed));
  }

  /** The IRIs that a grown graph has to hold: what is open, chosen, or an end of a path. */
  get needed() {
    const nodes = [...(this.ends ?? []), this.selected, ...[...this.opened].reverse()];
    return nodes.filter((node) => node >= 0).map((node) => this.graph.iri.at(node));
  }

  /** Go on with a graph that holds what the present one shows and more; with the present one for null. */
  adopt(grown) {
    if (!grown) return;
    const graph = new Graph(grown.head, grown.columns);
    Object.assign(this, renumbered(this, graph));
    this.#take(graph);
    this.#build();
    this.#prepareSearch();
  }

  #take(graph) {
    Object.assign(this, { graph, head: { ...this.head, ...graph.head }, search: new Search(graph) });
    if (this.filters.graph !== graph) this.filters = new Filters(graph);
  }

  // what is chosen ----------------------------------------------------------------------------------

  /** Choose a node (-1 for none): ring, panel, address. `wait` is how long the panel waits, in milliseconds. */
  select(node, { fly = false, quiet = false, wait = 0 } = {}) {
    this.hush();
    this.ends = null;
    this.selected = node;
    if (node < 0) {
      this.panel.close();
      this.surface.inset = 0;
      this.surface.choose({ item: -1, line: -1, path: [] });
    } else {
      if (fly && this.scene.itemOf(node) < 0) return void this.focus(node);
      const item = this.scene.itemOf(node);
      this.surface.choose({ item, line: -1, path: [] });
      if (wait) this.showing = setTimeout(() => this.#show(node, item, { fly }), wait);
      else this.#show(node, item, { fly });
      this.said = this.words.say("selected", { name: this.graph.name.at(node) });
    }
    if (!quiet) this.tell({ step: true });
    return undefined;
  }

  /** Let no panel open that still waits. */
  hush() {
    clearTimeout(this.showing);
  }

  /** Pixels of the picture that the panel covers, where it lies beside and not below. */
  panelWidth() {
    return innerWidth > 760 ? PANEL : 0;
  }

  /** Open the panel of a node, and move the node out from under it. */
  #show(node, item, { fly }) {
    this.panel.node(node);
    this.surface.inset = this.panelWidth();
    const { view } = this.surface;
    const under = (one) => view.sx(this.scene.x[one]) > view.width - this.surface.inset - 20;
    const covered = item >= 0 && under(item);
    if (item >= 0 && !fly && this.surface.fitted && (covered || this.scene.nextTo(item).some(under))) this.surface.fit();
    else if (item >= 0 && (fly || covered)) this.surface.flyTo(item, fly ? undefined : view.k);
  }

  /** What the search has found, by number or, where the graph has it not yet, by IRI: chosen, or the end of a path. */
  async found(what) {
    const unknown = typeof what === "string" && this.graph.find(what) < 0;
    if (unknown) this.adopt(await this.source.bring([what], this.needed));
    const node = typeof what === "string" ? this.graph.find(what) : what;
    if (node < 0) return undefined;
    if (this.journey.waits) return this.journey.to(node);
    return unknown ? this.focus(node) : this.select(node, { fly: true });
  }

  /** The panel of a node again, with the next neighbours by a family of relations. */
  async listMore(node, family) {
    const iri = this.graph.iri.at(node);
    const { scrollTop } = this.aside;
    await this.fetchMore(node, family);
    this.draw({ keep: true });
    await this.select(this.graph.find(iri));
    this.aside.scrollTop = scrollTop;
  }

  /** The next or previous item by importance. */
  walk(step) {
    const { scene } = this;
    const nodes = Array.from(scene.order, (item) => scene.ref[item]).filter((ref) => ref >= 0);
    if (!nodes.length) return;
    const next = nodes[(nodes.indexOf(this.selected) + step + nodes.length) % nodes.length];
    this.select(next);
    this.surface.flyTo(scene.itemOf(next), this.surface.view.k);
  }

  // the rest ----------------------------------------------------------------------------------------

  export(type) {
    this.menu.open = false;
    return exported(this, type, themeOf(this.head));
  }

  toggleTable() {
    this.table.open = !this.table.open;
    this.#fillTable();
    this.tell();
  }

  #fillTable() {
    this.sheet.hidden = !this.table.open;
    this.host.querySelector("[data-table]").setAttribute("aria-pressed", String(this.table.open));
    if (!this.table.open) return;
    const { graph, masks, words, panel } = this;
    fillTable(this.sheet, { graph, masks, words, panel, state: this.table, onSelect: (node) => this.select(node, { fly: true }) });
  }

  setLanguage(language) {
    this.words = new Words(this.head.words, language);
    const { x, y, k } = this.surface.view;
    this.#build();
    this.draw({ view: { x, y, k } });
    this.tell();
  }

  toggleTheme() {
    this.theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = this.theme;
    this.surface.recolour(themeOf(this.head));
    this.tell();
  }

  #moved() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell(), 300);
  }

  /** The status line: how much is shown, and what was last chosen. */
  #say() {
    const { words, scene, surface, graph } = this;
    const nodes = scene.ref.reduce((count, ref) => count + (ref >= 0 ? 1 : scene.groups[-1 - ref].count), 0);
    const parts = [words.say("shown", { n: scene.kind === "near" ? scene.n - scene.groups.length : nodes, m: graph.n })];
    if (surface.report.lines < scene.m && scene.kind === "all" && surface.report.lines >= 16000) parts.push(words.say("lines_drawn", { n: surface.report.lines }));
    if (this.said) parts.push(this.said);
    const text = parts.join(" · ");
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  #prepareSearch() {
    const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));
    const work = () => this.search.prepare() || idle(work);
    idle(work);
  }
}
