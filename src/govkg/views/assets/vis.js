// The page that vis-network draws: a surface with the methods of canvas.js.

import { App } from "govkg/app.js";
import { EmbeddedSource } from "govkg/embedded.js";
import { FONT, NATURAL, View, label, paintLabels, write } from "govkg/paint.js";
import { trace } from "govkg/shapes.js";

const scratch = document.createElement("canvas").getContext("2d");
const NAMES = 2000; // all that a page may hold
const LEGIBLE = 0.45; // of the natural size: names smaller than this are not drawn

class VisSurface {
  constructor(host, { theme, on }, drawn) {
    Object.assign(this, { host, theme, on, drawn });
    this.items = new vis.DataSet([]);
    this.lines = new vis.DataSet([]);
    this.report = { lines: 0, labels: [] };
    this.inset = 0; // pixels at the right that something else covers
    this.ready = new Promise((done) => (this.settled = done));
  }

  /** Draw no more: another surface has taken its place. */
  stop() {
    this.network?.destroy();
  }

  get view() {
    const { x, y } = this.network.getViewPosition();
    const { width, height } = this.host.getBoundingClientRect();
    return new View(x / NATURAL, y / NATURAL, this.network.getScale() * NATURAL, width, height);
  }

  show(scene, view = null) {
    this.scene = scene;
    // Names grow with the picture, so which of them fit is settled once, for a window that holds it all.
    const { left, top, right, bottom } = scene.bounds();
    const [width, height] = [(right - left + 4) * NATURAL, (bottom - top + 4) * NATURAL];
    const all = new View((left + right) / 2, (top + bottom) / 2, NATURAL, width, height);
    this.report.labels = paintLabels(scratch, scene, all, this.theme, NAMES);
    this.named = new Map(this.report.labels.map((box) => [box.item, box]));
    this.#fill();
    if (!this.network) this.#start();
    if (view) this.#look(view);
    else this.fit();
    this.report.lines = scene.m;
    this.network.once("afterDrawing", () => {
      this.settled();
      this.on.drawn?.();
    });
    this.network.redraw();
  }

  #start() {
    this.network = new vis.Network(this.host, { nodes: this.items, edges: this.lines }, this.drawn.options);
    const item = ({ nodes }) => (nodes.length ? nodes[0] : -1);
    this.network.on("click", (event) => {
      const line = event.edges.length && !event.nodes.length ? event.edges[0] : -1;
      this.on.pick(item(event), line >= 0 && this.scene.via[line] >= 0 ? line : -1);
    });
    this.network.on("doubleClick", (event) => event.nodes.length && this.on.open(item(event)));
    for (const event of ["zoom", "dragEnd", "animationFinished"]) this.network.on(event, () => this.on.moved());
  }

  #fill() {
    const { scene, theme, drawn } = this;
    this.items.clear();
    this.lines.clear();
    this.items.add(
      Array.from({ length: scene.n }, (_, i) => {
        const look = theme.looks[scene.look(i)];
        const colour = look?.colour ?? theme.background;
        return {
          ...drawn.nodes[scene.ref[i]],
          id: i,
          label: scene.label(i),
          shape: "custom",
          x: scene.x[i] * NATURAL,
          y: scene.y[i] * NATURAL,
          ctxRenderer: (box) => this.#custom(box, i, scene.r[i], look?.shape ?? "circle", colour),
        };
      }),
    );
    this.lines.add(
      Array.from({ length: scene.m }, (_, e) => ({
        ...drawn.edges[scene.via[e]],
        id: e,
        from: scene.a[e],
        to: scene.b[e],
        color: { color: theme.line, highlight: theme.accent },
        width: scene.weight ? Math.min(9, 0.8 + Math.log2(1 + scene.weight[e])) : 1.2,
        arrows: scene.via[e] < 0 ? "" : undefined,
      })),
    );
  }

  /** An item as the canvas draws it; a name that found no room is told while the hand is upon it. */
  #custom({ ctx, x, y, state }, item, r, shape, colour) {
    const { theme } = this;
    const asked = state.selected || state.hover;
    const box = this.named.get(item) ?? (asked && label(ctx, this.scene, item, 0, 0, r));
    return {
      nodeDimensions: { width: 2 * r, height: 2 * r },
      drawNode: () => {
        ctx.beginPath();
        trace(ctx, shape, x, y, r);
        ctx.fillStyle = colour;
        ctx.strokeStyle = state.selected ? theme.accent : theme.background;
        ctx.lineWidth = state.selected ? 3 : 1.5;
        ctx.fill();
        ctx.stroke();
      },
      drawExternalLabel: () => box && this.network.getScale() > LEGIBLE && write(ctx, { ...box, x: x + box.shift, top: y + box.drop }, theme),
    };
  }

  choose({ item, line = -1, path = [] }) {
    if (item === undefined) return;
    this.network.setSelection({ nodes: item >= 0 ? [item] : [], edges: [...path, line].filter((e) => e >= 0) }, { highlightEdges: item >= 0 });
  }

  recolour(theme) {
    this.theme = theme;
    const { view } = this;
    this.show(this.scene, view);
  }

  fit() {
    const { width, height } = this.host.getBoundingClientRect();
    this.#look(View.around(this.scene.bounds(), width, height, this.inset));
  }

  #look({ x, y, k }) {
    this.network.moveTo({ position: { x: x * NATURAL, y: y * NATURAL }, scale: k / NATURAL });
  }

  flyTo(item, k = Math.max(this.view.k, 60)) {
    this.#look({ x: this.scene.x[item] + this.inset / 2 / k, y: this.scene.y[item], k });
  }

  pan(dx, dy) {
    const { x, y, k } = this.view;
    this.network.moveTo({ position: { x: (x + dx / k) * NATURAL, y: (y + dy / k) * NATURAL } });
    this.on.moved();
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor });
    this.on.moved();
  }

  png() {
    return new Promise((done) => this.host.querySelector("canvas").toBlob(done, "image/png"));
  }
}

const source = new EmbeddedSource(document);
const head = source.head();
const app = new App({
  host: document.getElementById("govkg"),
  source,
  head,
  columns: await source.columns(head),
  makeSurface: (host, options) => new VisSurface(host, options, head.vis),
});
await app.surface.ready;
globalThis.govkg = app;
document.documentElement.dataset.ready = "yes";
