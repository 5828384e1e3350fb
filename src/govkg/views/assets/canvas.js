// The surface that people pan, zoom and click. A very small scene is painted anew in every frame. Any other is painted
// into a picture of its own, which is moved and scaled until the hand rests; a large one in slices, so that no frame
// ever waits for it.

import { MOST_LINES, View, growth, paint, paintChosen } from "govkg/paint.js";

const TINY = 160; // items and lines up to which every frame can paint everything
const LIGHT = 3500; // items and lines up to which one frame can, once the hand rests
const SLICE = 7; // milliseconds of a frame that painting may take
const MARGIN = 1.3; // a picture reaches beyond the window, so that panning finds something there
const REST = 70; // milliseconds without a move after which the picture is painted anew

const sameView = (one, other) => one.x === other.x && one.y === other.y && one.k === other.k;

export class CanvasSurface {
  constructor(host, { theme, relation, on }) {
    this.host = host;
    this.on = on;
    this.theme = theme;
    this.relation = relation;
    this.canvas = host.appendChild(document.createElement("canvas"));
    this.context = this.canvas.getContext("2d", { alpha: false });
    this.chosen = { item: -1, hover: -1, line: -1, over: -1, path: [] };
    this.report = { lines: 0, labels: [] };
    this.frames = 0;
    this.inset = 0; // pixels at the right that something else covers
    this.view = new View(0, 0, 1, 1, 1);
    this.#listen();
    this.sizes = new ResizeObserver(() => this.#resize());
    this.sizes.observe(host);
    this.#resize();
  }

  /** Draw no more: another surface has taken its place. */
  stop() {
    cancelAnimationFrame(this.pending);
    this.sizes.disconnect();
    this.scene = null;
  }

  /** Show a scene; `view` is {x, y, k} to keep or restore, else all of it is shown. */
  show(scene, view = null) {
    this.scene = scene;
    this.tiny = scene.n + scene.m <= TINY;
    this.light = scene.n + scene.m <= LIGHT;
    this.chosen = { item: -1, hover: -1, line: -1, over: -1, path: [] };
    this.settled = this.overview = this.job = null;
    const { width, height } = this.view;
    this.whole = View.around(scene.bounds(), width, height, this.inset);
    this.view = view ? new View(view.x, view.y, view.k, width, height) : this.whole;
    this.flight = null;
    this.ready = new Promise((done) => (this.#settle = done));
    this.#start();
    this.draw();
  }

  #settle = null;

  choose(chosen) {
    Object.assign(this.chosen, chosen);
    this.draw();
  }

  recolour(theme) {
    this.theme = theme;
    this.settled = this.overview = null;
    this.#start();
    this.draw();
  }

  // the view ---------------------------------------------------------------------------------------

  /** Whether all of the scene is shown, as at the start. */
  get fitted() {
    const { view, whole } = this;
    return view.x === whole.x && view.y === whole.y && view.k === whole.k;
  }

  fit() {
    const { width, height } = this.view;
    this.whole = View.around(this.scene.bounds(), width, height, this.inset);
    this.fly(this.whole.x, this.whole.y, this.whole.k);
  }

  flyTo(item, k = Math.max(this.view.k, this.whole.k, 60)) {
    this.fly(this.scene.x[item] + this.inset / 2 / k, this.scene.y[item], k);
  }

  fly(x, y, k) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return this.#move(x, y, k);
    const { view } = this;
    const from = { x: view.x, y: view.y, k: view.k };
    const begin = performance.now();
    this.flight = (now) => {
      const t = Math.min(1, (now - begin) / 380);
      const ease = t * t * (3 - 2 * t);
      const zoom = from.k * (k / from.k) ** ease;
      this.#move(from.x + (x - from.x) * ease, from.y + (y - from.y) * ease, zoom, true);
      if (t === 1) this.flight = null;
    };
    return this.draw();
  }

  pan(dx, dy) {
    this.#move(this.view.x + dx / this.view.k, this.view.y + dy / this.view.k, this.view.k);
  }

  /** Zoom by a factor around a point of the window, its middle if none is given. */
  zoom(factor, px = this.view.width / 2, py = this.view.height / 2) {
    const { view } = this;
    const k = Math.min(900, Math.max(this.whole.k * 0.3, view.k * factor));
    const [wx, wy] = [view.x + (px - view.width / 2) / view.k, view.y + (py - view.height / 2) / view.k];
    this.#move(wx - (px - view.width / 2) / k, wy - (py - view.height / 2) / k, k);
  }

  #move(x, y, k, flying = false) {
    if (!flying) this.flight = null;
    this.view = new View(x, y, k, this.view.width, this.view.height);
    this.moved = performance.now();
    this.on.moved();
    this.draw();
  }

  #resize() {
    const { width, height } = this.host.getBoundingClientRect();
    if (!width || !height) return;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    this.ratio = ratio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    const first = this.view.width <= 1;
    const fitted = this.whole && this.view.k === this.whole.k;
    this.view = new View(this.view.x, this.view.y, this.view.k, width, height);
    if (this.scene) {
      this.whole = View.around(this.scene.bounds(), width, height, this.inset);
      if (first || fitted) this.view = this.whole;
      this.settled = null;
      this.#start();
    }
    this.draw();
  }

  // frames -----------------------------------------------------------------------------------------

  draw() {
    this.pending ??= requestAnimationFrame((now) => this.#frame(now));
  }

  #frame(now) {
    this.pending = null;
    this.frames++;
    if (!this.scene) return;
    this.flight?.(now);
    const { context, view, ratio } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = this.theme.background;
    context.fillRect(0, 0, view.width, view.height);
    if (this.tiny) {
      view.seen = [0, view.width - this.inset];
      for (const _ of paint(context, this.scene, view, this.theme, this.report));
      this.#settle?.();
    } else {
      this.#advance(now);
      if (this.overview) this.#place(this.overview);
      if (this.settled && this.settled !== this.overview) this.#place(this.settled);
    }
    const words = (edge) => this.relation(edge);
    const drawn = this.#crisp() ? this.report.labels : [];
    paintChosen(context, this.scene, view, this.theme, { ...this.chosen, words, drawn });
    this.on.drawn?.();
    if (this.job || this.flight || !this.#crisp()) this.draw();
  }

  /** Whether what is seen was painted for this very view. */
  #crisp() {
    return this.tiny || !this.#stale();
  }

  #stale() {
    return !this.settled || !sameView(this.settled.view, this.view);
  }

  #start() {
    if (this.tiny || !this.scene) return;
    const { view } = this;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(view.width * MARGIN * this.ratio);
    canvas.height = Math.round(view.height * MARGIN * this.ratio);
    const context = canvas.getContext("2d");
    context.scale(this.ratio, this.ratio);
    const wide = new View(view.x, view.y, view.k, view.width * MARGIN, view.height * MARGIN);
    const edge = (wide.width - view.width) / 2;
    wide.seen = [edge, edge + view.width - this.inset];
    const report = { lines: 0, labels: [] };
    this.job = { canvas, view: wide, report, steps: paint(context, this.scene, wide, this.theme, report) };
  }

  #advance(now) {
    if (this.settled && now - (this.moved ?? -REST) < REST) return; // a hand in motion needs all of the frame
    if (!this.job || !sameView(this.job.view, this.view)) {
      if (!this.#stale()) return;
      this.#start();
    }
    const stop = this.light ? Infinity : performance.now() + SLICE;
    while (performance.now() < stop) {
      if (!this.job.steps.next().done) continue;
      this.settled = this.job;
      this.report = this.#windowed(this.job);
      this.overview ??= this.job;
      this.job = null;
      this.#settle?.();
      return;
    }
  }

  /** What was painted, its labels by their place in the window, which is the middle of the picture. */
  #windowed({ report, view: wide }) {
    const [dx, dy] = [(wide.width - this.view.width) / 2, (wide.height - this.view.height) / 2];
    for (const box of report.labels) {
      for (const side of ["x", "left", "right"]) box[side] -= dx;
      for (const side of ["top", "bottom"]) box[side] -= dy;
    }
    return report;
  }

  /** Put a painted picture where it belongs in today's view. */
  #place({ canvas, view: was }) {
    const { view } = this;
    const scale = view.k / was.k;
    const [width, height] = [was.width * scale, was.height * scale];
    const x = view.sx(was.x) - width / 2;
    const y = view.sy(was.y) - height / 2;
    if (this.settled?.canvas === canvas && this.overview !== this.settled) {
      this.context.fillRect(x, y, width, height);
    }
    this.context.drawImage(canvas, x, y, width, height);
  }

  // what lies under a point --------------------------------------------------------------------------

  itemAt(px, py) {
    const { scene, view } = this;
    const size = growth(view.k);
    let best = -1;
    let nearest = Infinity;
    const [wx, wy] = [view.x + (px - view.width / 2) / view.k, view.y + (py - view.height / 2) / view.k];
    for (let i = 0; i < scene.n; i++) {
      const d = Math.hypot(scene.x[i] - wx, scene.y[i] - wy) * view.k;
      const reach = Math.max(0.7, scene.r[i] * size) * 1.15 + 4;
      if (d < reach && d < nearest) [best, nearest] = [i, d];
    }
    if (best >= 0 || !this.#crisp()) return best;
    return this.report.labels.find((b) => px > b.left && px < b.right && py > b.top && py < b.bottom)?.item ?? -1;
  }

  lineAt(px, py) {
    const { scene, view } = this;
    if (scene.m > MOST_LINES) return -1;
    for (let e = 0; e < scene.m; e++) {
      if (scene.via[e] < 0) continue;
      const [ax, ay] = [view.sx(scene.x[scene.a[e]]), view.sy(scene.y[scene.a[e]])];
      const [dx, dy] = [view.sx(scene.x[scene.b[e]]) - ax, view.sy(scene.y[scene.b[e]]) - ay];
      const t = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1);
      if (t > 0 && t < 1 && Math.hypot(px - ax - t * dx, py - ay - t * dy) < 5) return e;
    }
    return -1;
  }

  // hands ------------------------------------------------------------------------------------------

  #listen() {
    const { canvas } = this;
    const fingers = new Map();
    let travelled = 0;
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, event);
      if (fingers.size === 1) travelled = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const was = fingers.get(event.pointerId);
      if (!was) return this.#hover(event);
      const [dx, dy] = [event.clientX - was.clientX, event.clientY - was.clientY];
      const other = [...fingers.values()].find((finger) => finger.pointerId !== event.pointerId);
      if (other) {
        const reach = (finger) => Math.hypot(finger.clientX - other.clientX, finger.clientY - other.clientY) || 1;
        this.zoom(reach(event) / reach(was), ...this.#point(other));
      } else if ((travelled += Math.hypot(dx, dy)) > 3) this.pan(-dx, -dy);
      fingers.set(event.pointerId, event);
      return undefined;
    });
    const up = (event) => fingers.delete(event.pointerId);
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    canvas.addEventListener("pointerleave", () => this.choose({ hover: -1, over: -1 }));
    canvas.addEventListener("click", (event) => {
      if (travelled > 3) return;
      const item = this.itemAt(...this.#point(event));
      this.on.pick(item, item < 0 ? this.lineAt(...this.#point(event)) : -1);
    });
    canvas.addEventListener("dblclick", (event) => {
      const item = this.itemAt(...this.#point(event));
      if (item >= 0) this.on.open(item);
    });
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        this.zoom(2 ** (-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...this.#point(event));
      },
      { passive: false },
    );
  }

  #point(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #hover(event) {
    const point = this.#point(event);
    const hover = this.itemAt(...point);
    const over = hover < 0 ? this.lineAt(...point) : -1;
    this.canvas.style.cursor = hover >= 0 || over >= 0 ? "pointer" : "grab";
    if (hover !== this.chosen.hover || over !== this.chosen.over) this.choose({ hover, over });
  }

  /** The picture as a PNG blob. */
  png() {
    return new Promise((done) => this.canvas.toBlob(done, "image/png"));
  }
}
