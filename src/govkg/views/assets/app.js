// The page: one state, drawn by one surface, told to one address. Everything else is asked, nothing asks it.

import * as address from "govkg/address.js";
import { h, svg } from "govkg/dom.js";
import { save, shown, toCsv, toGexf, toGraphml, toSvg } from "govkg/export.js";
import { Filters } from "govkg/filters.js";
import { fillSidebar, header, zoomButtons } from "govkg/frame.js";
import { Graph } from "govkg/graph.js";
import { onKey } from "govkg/keyboard.js";
import { Panel } from "govkg/panel.js";
import { shortestPath } from "govkg/path.js";
import { FEW, communities, neighbourhood, whole } from "govkg/scene.js";
import { Search } from "govkg/search.js";
import { svgShape } from "govkg/shapes.js";
import { fillTable } from "govkg/table.js";
import { Words } from "govkg/words.js";

const MORE = 20; // neighbours that a click on "+n more" adds
const MEMBERS = 6; // members of a community that it opens with, those with the most relations
const PANEL = 372; // pixels, as in viewer.css
const SECOND_CLICK = 260; // milliseconds in which a second click makes a double click: nothing may cover the node

export class App {
  /** `makeSurface(host, options)` gives what draws: see canvas.js for its methods. */
  constructor({ host, source, head, columns, makeSurface }) {
    Object.assign(this, { host, source, head, makeSurface });
    this.graph = new Graph(head, columns);
    this.filters = new Filters(this.graph);
    this.search = new Search(this.graph);
    this.table = { open: false, page: 0, relations: false };
    this.opening = this.#opening();
    this.words = new Words(head.words, head.language);
    this.#restore(location.hash);
    this.#build();
    this.#draw({ camera: this.camera });
    addEventListener("popstate", () => this.#reopen());
    addEventListener("keydown", (event) => onKey(this, event));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.surface.recolour(this.#theme()));
    this.#prepareSearch();
  }

  #opening() {
    const { graph, head } = this;
    if (head.focus >= 0) return { view: "near", opened: [head.focus], selected: head.focus };
    return { view: graph.n <= FEW ? "all" : "groups", opened: [], selected: -1 };
  }

  // state and address ------------------------------------------------------------------------------

  #restore(hash) {
    const told = address.read(this.graph, hash);
    this.view = told.view ?? this.opening.view;
    this.opened = told.opened.length ? told.opened : [...this.opening.opened];
    if (this.view === "near" && !this.opened.length) this.view = this.opening.view;
    this.selected = told.view ? told.selected : this.opening.selected;
    this.ends = told.path;
    this.more = new Map();
    this.places = new Map();
    this.camera = told.camera;
    this.theme = told.theme;
    this.table.open = told.table;
    if (told.language) this.words = new Words(this.head.words, told.language);
    Object.assign(this.filters, told.filters);
  }

  #reopen() {
    this.#restore(location.hash);
    this.surface = null;
    this.#build();
    this.#draw({ camera: this.camera });
  }

  /** Tell the address; `step` makes it one that "back" returns from. */
  #tell({ step = false } = {}) {
    const camera = this.surface.view && [this.surface.view.x, this.surface.view.y, this.surface.view.k];
    const { view, selected, opened, filters, theme } = this;
    const language = this.words.language === this.head.language ? null : this.words.language;
    const hash = address.write(this.graph, {
      view, selected, opened, filters, camera, theme, language, path: this.ends, table: this.table.open,
    }); // prettier-ignore
    if (hash === location.hash) return;
    history[step ? "pushState" : "replaceState"](null, "", hash);
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
        pathFrom: (node) => this.#pathFrom(node),
      },
    });
    fillSidebar(this);
    this.surface = this.makeSurface(this.stage, {
      theme: this.#theme(),
      relation: (edge) => this.panel.label(edge),
      on: { pick: (item, line) => this.#pick(item, line), open: (item) => this.#open(item), moved: () => this.#moved(), drawn: () => this.#say() },
    });
  }

  /** The small shape of a class. */
  swatch(kind) {
    const group = this.head.groups[this.head.kinds[kind][3]];
    const [name, attributes] = svgShape(group.shape, 8, 8, 5.5);
    const mark = svg("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" }, svg(name, attributes));
    mark.style.setProperty("--light", group.light);
    mark.style.setProperty("--dark", group.dark);
    return mark;
  }

  #theme() {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const dark = colour("scheme") === "dark";
    const looks = this.head.kinds.map(([, , , group]) => {
      const { shape, light, dark: night } = this.head.groups[group];
      return { shape, colour: dark ? night : light };
    });
    return { background: colour("paper"), ink: colour("ink"), muted: colour("muted"), line: colour("line"), halo: colour("halo"), accent: colour("accent"), looks };
  }

  // what is drawn -----------------------------------------------------------------------------------

  #draw({ camera = null, keep = false } = {}) {
    const { graph, words, surface } = this;
    this.masks = this.filters.masks();
    const word = (key, values) => words.say(key, values);
    const before = keep && surface.scene?.kind === this.view ? surface.view : null;
    if (this.view === "near") this.scene = neighbourhood(graph, this.masks, this, word);
    else if (this.view === "groups") this.scene = communities(graph, this.masks, word);
    else this.scene = whole(graph, this.masks);
    const given = camera && { x: camera[0], y: camera[1], k: camera[2] };
    surface.inset = this.selected >= 0 || this.ends ? this.#panelWidth() : 0;
    surface.show(this.scene, given ?? before);
    this.empty.hidden = this.scene.n > 0;
    this.views.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === this.view)));
    this.#fillTable();
    if (this.ends) this.#drawPath();
    else if (this.selected >= 0) this.select(this.selected, { quiet: true });
    else this.panel.close();
  }

  /** Draw again after the filters changed; the view stays where it is. */
  refilter() {
    this.#draw({ keep: true });
    this.#tell();
  }

  show(view) {
    if (view === "near" && !this.opened.length) this.opened = [this.selected >= 0 ? this.selected : this.graph.byDegree[0]];
    this.view = view;
    this.#draw();
    this.#tell({ step: true });
  }

  /** Have the source bring a node's neighbours; numbers may change when the graph grows, so it returns the node's. */
  async #reach(node) {
    const iri = this.graph.iri.at(node);
    const grown = await this.source.neighbours(this.graph, node);
    if (grown) this.#adopt(new Graph(grown.head, grown.columns));
    return this.graph.find(iri);
  }

  /** Go on with a graph that holds all of the present one and more: every number is looked up again. */
  #adopt(graph) {
    const before = this.graph;
    const renumber = (node) => (node >= 0 ? graph.find(before.iri.at(node)) : -1);
    const { from, to, undated, body } = this.filters;
    const again = (hidden, old, now) => {
      const names = [...hidden].map((number) => old[number][0]);
      return new Set(names.map((name) => now.findIndex(([known]) => known === name)).filter((number) => number >= 0));
    };
    const filters = new Filters(graph);
    Object.assign(filters, { from, to, undated, body: renumber(body) });
    filters.kinds = again(this.filters.kinds, before.head.kinds, graph.head.kinds);
    filters.families = again(this.filters.families, before.head.families, graph.head.families);
    this.opened = this.opened.map(renumber);
    this.selected = renumber(this.selected);
    this.ends = this.ends && this.ends.map(renumber);
    this.places = new Map([...this.places].flatMap(([key, at]) => (typeof key === "number" ? [[renumber(key), at]] : [])));
    this.more = new Map();
    Object.assign(this, { graph, filters, head: { ...this.head, ...graph.head }, search: new Search(graph) });
    this.#build();
    this.#prepareSearch();
  }

  /** The neighbourhood of one node. */
  async focus(node) {
    node = await this.#reach(node);
    this.view = "near";
    this.opened = [node];
    this.more.clear();
    this.places.clear();
    this.ends = null;
    this.selected = node;
    this.#draw();
    this.#tell({ step: true });
  }

  /** Choose a node (-1 for none): ring, panel, address. */
  select(node, { fly = false, quiet = false, wait = 0 } = {}) {
    clearTimeout(this.showing);
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
      this.announce("selected", { name: this.graph.name.at(node) });
    }
    if (!quiet) this.#tell({ step: true });
    return undefined;
  }

  /** Pixels of the picture that the panel covers, where it lies beside and not below. */
  #panelWidth() {
    return innerWidth > 760 ? PANEL : 0;
  }

  /** Open the panel of a node, and move the node out from under it. */
  #show(node, item, { fly }) {
    this.panel.node(node);
    this.surface.inset = this.#panelWidth();
    const { view } = this.surface;
    const covered = item >= 0 && view.sx(this.scene.x[item]) > view.width - this.surface.inset - 20;
    if (covered && !fly && this.surface.fitted) this.surface.fit();
    else if (item >= 0 && (fly || covered)) this.surface.flyTo(item, fly ? undefined : view.k);
  }

  found(node) {
    if (this.pathStart >= 0) this.#pathTo(node);
    else this.select(node, { fly: true });
  }

  #pick(item, line) {
    const ref = item >= 0 ? this.scene.ref[item] : null;
    if (ref !== null && ref >= 0 && this.pathStart >= 0) this.#pathTo(ref);
    else if (ref !== null && ref >= 0) this.select(ref, { wait: SECOND_CLICK });
    else if (ref !== null) this.#pickGroup(this.scene.groups[-1 - ref]);
    else if (line >= 0) {
      this.surface.choose({ item: -1, line, path: [] });
      this.panel.line(this.scene.via[line]);
    } else this.select(-1);
  }

  #pickGroup(group) {
    if (this.scene.kind === "near") this.#showMore(group);
    else this.panel.node(group.chief);
  }

  #showMore(group) {
    this.more.set(group.key, group.shown + MORE);
    this.#draw({ keep: true });
    this.#tell();
  }

  async #open(item) {
    clearTimeout(this.showing);
    const ref = this.scene.ref[item];
    if (ref < 0 && this.scene.kind === "near") return;
    if (ref < 0) return void this.#openGroup(this.scene.groups[-1 - ref]);
    await this.expand(ref);
  }

  /** Show a node's neighbours, or fold them away if they are shown. */
  async expand(node) {
    if (this.scene.kind !== "near") return this.focus(node);
    node = await this.#reach(node);
    if (this.opened.includes(node) && this.opened.length > 1) this.opened = this.opened.filter((other) => other !== node);
    else if (!this.opened.includes(node)) this.opened = [...this.opened, node];
    this.selected = node;
    this.#draw({ keep: true });
    this.#tell({ step: true });
    return undefined;
  }

  /** The heads of a community, as one picture. */
  #openGroup(group) {
    const members = [];
    for (const node of this.graph.byDegree) {
      if (members.length >= MEMBERS) break;
      if (this.masks.node[node] && group.members.has(this.graph.group[node])) members.push(node);
    }
    this.view = "near";
    this.opened = members;
    this.more.clear();
    this.places.clear();
    this.selected = -1;
    this.#draw();
    this.#tell({ step: true });
  }

  // paths -------------------------------------------------------------------------------------------

  #pathFrom(node) {
    this.pathStart = node;
    this.panel.message("path_pick");
    this.searchBox.querySelector("input").focus();
  }

  #pathTo(node) {
    this.ends = [this.pathStart, node];
    this.pathStart = -1;
    this.findPath(...this.ends);
  }

  pathStart = -1;

  /** The shortest path between two nodes, drawn and told step by step. */
  findPath(from, to) {
    this.ends = [from, to];
    this.selected = -1;
    this.#drawPath();
    this.#tell({ step: true });
  }

  #drawPath() {
    const path = shortestPath(this.graph, ...this.ends, this.masks);
    if (!path) return void this.panel.message("path_none");
    const on = (edge) => this.scene.via.indexOf(edge);
    if (path.edges.some((edge) => on(edge) < 0)) {
      this.view = "near";
      this.opened = path.nodes;
      this.more = new Map();
      this.scene = neighbourhood(this.graph, this.masks, { opened: path.nodes, more: this.#onlyFew(path.nodes), places: new Map() }, (key, values) => this.words.say(key, values));
      this.surface.inset = this.#panelWidth();
      this.surface.show(this.scene);
      this.empty.hidden = true;
    }
    this.surface.choose({ item: -1, line: -1, path: path.edges.map(on) });
    this.panel.path(path.edges);
    return undefined;
  }

  /** Along a path only the path itself matters: two more neighbours of each kind, the rest a count. */
  #onlyFew() {
    return { get: () => 2 };
  }

  // the rest ----------------------------------------------------------------------------------------

  async export(type) {
    const { graph, scene, masks, words, surface } = this;
    this.menu.open = false;
    const name = `govkg-${scene.kind}.${type}`;
    const some = type === "png" || type === "svg" ? null : shown(graph, scene, masks);
    const theme = this.#theme();
    if (type === "png") save(name, "image/png", await surface.png());
    else if (type === "svg") save(name, "image/svg+xml", toSvg(surface, theme));
    else if (type === "csv") save(name, "text/csv", await toCsv(graph, some, words, this.source));
    else if (type === "graphml") save(name, "application/xml", toGraphml(graph, some, words));
    else save(name, "application/xml", toGexf(graph, some, words, scene, theme));
  }

  toggleTable() {
    this.table.open = !this.table.open;
    this.#fillTable();
    this.#tell();
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
    this.#draw({ camera: [x, y, k] });
    this.#tell();
  }

  toggleTheme() {
    const dark = getComputedStyle(document.documentElement).getPropertyValue("--scheme").trim() === "dark";
    this.theme = dark ? "light" : "dark";
    document.documentElement.dataset.theme = this.theme;
    this.surface.recolour(this.#theme());
    this.#tell();
  }

  #moved() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.#tell(), 300);
  }

  announce(key, values) {
    this.said = this.words.say(key, values);
  }

  #say() {
    const { words, scene, surface, graph } = this;
    const nodes = scene.ref.reduce((count, ref) => count + (ref >= 0 ? 1 : scene.groups[-1 - ref].count), 0);
    const parts = [words.say("shown", { n: scene.kind === "near" ? scene.n - scene.groups.length : nodes, m: graph.n })];
    if (surface.report.lines < scene.m && scene.kind === "all" && surface.report.lines >= 16000) parts.push(words.say("lines_drawn", { n: surface.report.lines }));
    if (this.said) parts.push(this.said);
    const text = parts.join(" · ");
    if (this.status.textContent !== text) this.status.textContent = text;
  }

  /** The next or previous item by importance. */
  walk(step) {
    const { scene } = this;
    const nodes = Array.from(scene.order, (item) => scene.ref[item]).filter((ref) => ref >= 0);
    if (!nodes.length) return;
    const at = nodes.indexOf(this.selected);
    const next = nodes[(at + step + nodes.length) % nodes.length];
    this.select(next);
    this.surface.flyTo(scene.itemOf(next), this.surface.view.k);
  }

  #prepareSearch() {
    const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));
    const work = () => this.search.prepare() || idle(work);
    idle(work);
  }
}
