// Painting a scene on a canvas, with as much detail as the zoom can show. Nothing here remembers anything.

import { Taken, wrap } from "govkg/labels.js";
import { trace } from "govkg/shapes.js";

export const NATURAL = 92; // pixels of a world unit at which items have their own size
export const MOST_LINES = 16000; // of more lines in view, the most important are drawn
const MOST_LABELS = 140;
const CANDIDATES = 3000; // items that are asked whether their label fits
const MARKS_FREE = 80; // items of a scene in which no label may cover another item
const ALWAYS = 12; // of the most important, whose labels may cover lesser items
const FEW_LINES = 8; // lines of a chosen item that are told in words
const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.25, 0.75]; // where on a line its words may stand
const LONG_LINE = 150; // pixels that leave room for the words
const BATCH = 400; // lines of one stroke
export const FONT = '"Inter", "Noto Sans", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif';

/** How much larger than its own size an item is drawn at a zoom. */
export const growth = (k) => Math.min(1.9, Math.max(0.11, (k / NATURAL) ** 0.62));

/** What a picture shows of the world: {x, y} is the middle, k pixels a unit, width and height in pixels. */
export class View {
  constructor(x, y, k, width, height) {
    Object.assign(this, { x, y, k, width, height });
    this.seen = null; // pixels from the left between which it can be read, where that is not its whole width
  }

  sx(x) {
    return (x - this.x) * this.k + this.width / 2;
  }

  sy(y) {
    return (y - this.y) * this.k + this.height / 2;
  }

  /** The view that holds all of a scene; something else covers `inset` pixels at the right. */
  static around(bounds, width, height, inset = 0) {
    if (inset) {
      const { x, y, k } = View.around(bounds, width - inset, height);
      return new View(x + inset / 2 / k, y, k, width, height);
    }
    const margin = Math.min(90, width / 8);
    const above = Math.min(40, height / 10);
    const below = Math.min(115, height / 5.5); // names hang below, and the status lies there
    const wide = Math.max(bounds.right - bounds.left, 1e-3);
    const tall = Math.max(bounds.bottom - bounds.top, 1e-3);
    const k = Math.max(Math.min((width - 2 * margin) / wide, (height - above - below) / tall, 1.25 * NATURAL), 1e-3);
    const y = (bounds.top + bounds.bottom) / 2 + (below - above) / 2 / k;
    return new View((bounds.left + bounds.right) / 2, y, k, width, height);
  }
}

/** Lines by falling importance of their less important end: a counting sort, quick for any number. */
function lineOrder(scene) {
  if (scene.lineOrder) return scene.lineOrder;
  const bucket = (e) => Math.min(63, Math.floor(Math.min(scene.r[scene.a[e]], scene.r[scene.b[e]]) * 2));
  const start = new Uint32Array(65);
  for (let e = 0; e < scene.m; e++) start[64 - bucket(e)]++;
  for (let i = 0; i < 64; i++) start[i + 1] += start[i];
  scene.lineOrder = new Uint32Array(scene.m);
  for (let e = 0; e < scene.m; e++) scene.lineOrder[start[63 - bucket(e)]++] = e;
  return scene.lineOrder;
}

/** Paint everything; yields often, so that the caller can go on in the next frame. `report` gets what was drawn. */
export function* paint(context, scene, view, theme, report) {
  report.lines = yield* paintLines(context, scene, view, theme);
  yield* paintItems(context, scene, view, theme);
  report.labels = paintLabels(context, scene, view, theme);
}

function* paintLines(context, scene, view, theme) {
  const { a, b, x, y, m } = scene;
  const many = m > MOST_LINES;
  const order = many ? lineOrder(scene) : null;
  const [ox, oy] = [view.width / 2 - view.x * view.k, view.height / 2 - view.y * view.k];
  const { k, width, height } = view;
  context.lineCap = "round";
  context.strokeStyle = theme.line;
  context.globalAlpha = many ? 0.3 : m > 2500 ? 0.55 : 1;
  context.lineWidth = many ? 0.6 : m > 600 ? 0.9 : 1.3;
  const arrows = m <= 1500 && k > 26;
  let drawn = 0;
  context.beginPath();
  for (let at = 0; at < m && drawn < MOST_LINES; at++) {
    if ((at & 8191) === 8191) yield;
    const e = many ? order[at] : at;
    const [ax, ay, bx, by] = [x[a[e]] * k + ox, y[a[e]] * k + oy, x[b[e]] * k + ox, y[b[e]] * k + oy];
    if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > width && bx > width) || (ay > height && by > height)) continue;
    if (scene.weight) {
      context.stroke();
      context.lineWidth = Math.min(8, 0.8 + Math.log2(1 + scene.weight[e]) * 0.6);
      context.globalAlpha = 0.6;
      context.beginPath();
    }
    context.moveTo(ax, ay);
    context.lineTo(bx, by);
    if (arrows && scene.via[e] >= 0) arrow(context, ax, ay, bx, by, scene.r[b[e]] * growth(k) + 2);
    if (++drawn % BATCH === 0) {
      context.stroke();
      context.beginPath();
      yield;
    }
  }
  context.stroke();
  context.globalAlpha = 1;
  return drawn;
}

function arrow(context, ax, ay, bx, by, gap) {
  const length = Math.hypot(bx - ax, by - ay);
  if (length < gap + 14) return;
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const [tx, ty] = [bx - ux * gap, by - uy * gap];
  context.moveTo(tx - ux * 7 - uy * 3.4, ty - uy * 7 + ux * 3.4);
  context.lineTo(tx, ty);
  context.lineTo(tx - ux * 7 + uy * 3.4, ty - uy * 7 - ux * 3.4);
}

function* paintItems(context, scene, view, theme) {
  const { n, x, y, r } = scene;
  const [ox, oy] = [view.width / 2 - view.x * view.k, view.height / 2 - view.y * view.k];
  const size = growth(view.k);
  const byLook = theme.looks.map(() => []);
  const counts = [];
  for (let i = 0; i < n; i++) {
    const [sx, sy] = [x[i] * view.k + ox, y[i] * view.k + oy];
    if (sx < -40 || sy < -40 || sx > view.width + 40 || sy > view.height + 40) continue;
    const look = scene.look(i);
    (look < 0 ? counts : byLook[look]).push(i);
  }
  yield;
  for (const [look, items] of byLook.entries()) {
    const { colour, shape } = theme.looks[look];
    context.fillStyle = colour;
    context.strokeStyle = theme.background;
    context.lineWidth = 1.5;
    for (let from = 0; from < items.length; from += 4000) {
      context.beginPath();
      let outlined = false;
      for (const i of items.slice(from, from + 4000)) {
        const [sx, sy, radius] = [x[i] * view.k + ox, y[i] * view.k + oy, Math.max(0.7, r[i] * size)];
        if (radius < 2.2) context.fillRect(sx - radius, sy - radius, 2 * radius, 2 * radius);
        else {
          trace(context, shape, sx, sy, radius);
          outlined = true;
        }
      }
      if (outlined) {
        context.stroke();
        context.fill();
      }
      yield;
    }
  }
  for (const i of counts) {
    context.beginPath();
    trace(context, "circle", x[i] * view.k + ox, y[i] * view.k + oy, Math.max(7, r[i] * size));
    context.fillStyle = theme.background;
    context.fill();
    context.setLineDash([3, 3]);
    context.strokeStyle = theme.muted;
    context.stroke();
    context.setLineDash([]);
  }
}

/** Write the names that fit, the most important first; gives where they stand. */
export function paintLabels(context, scene, view, theme, most = MOST_LABELS) {
  const taken = new Taken();
  const marks = new Taken();
  const drawn = [];
  const size = growth(view.k);
  let asked = 0;
  if (scene.n <= MARKS_FREE) {
    for (let i = 0; i < scene.n; i++) {
      const [sx, sy, r] = [view.sx(scene.x[i]), view.sy(scene.y[i]), scene.r[i] * size * 0.9];
      marks.take({ left: sx - r, right: sx + r, top: sy - r, bottom: sy + r });
    }
  }
  for (const i of scene.order) {
    if (drawn.length >= most || asked >= CANDIDATES) break;
    const [sx, sy] = [view.sx(scene.x[i]), view.sy(scene.y[i])];
    if (sx < -60 || sy < -20 || sx > view.width + 60 || sy > view.height + 20) continue;
    asked++;
    const radius = Math.max(2, scene.r[i] * size);
    const [from, to] = view.seen ?? [0, view.width];
    const [below, above, ...beside] = around(label(context, scene, i, sx, sy, radius), sx, sy, radius);
    const places = [below, above, ...beside.filter(({ left, right }) => left >= from && right <= to)];
    let box = places.find((place) => place.top >= 0 && marks.free(place) && taken.free(place));
    if (!box && asked <= ALWAYS) box = places.find((place) => taken.free(place));
    if (!box) continue;
    taken.take(box);
    drawn.push(box);
    write(context, box, theme);
  }
  return drawn;
}

/** Where the name of an item stands: below it. */
export function label(context, scene, i, sx, sy, radius) {
  const strong = scene.r[i] > 14;
  const font = `${strong ? 600 : 400} ${strong ? 13 : 12}px ${FONT}`;
  context.font = font;
  const text = scene.label(i);
  const { lines, width } = wrap(context, text);
  const step = strong ? 16 : 15;
  const top = sy + radius * 1.15 + 3;
  const box = { item: i, text, lines, font, step, x: sx, left: sx - width / 2 - 3, right: sx + width / 2 + 3 };
  return Object.assign(box, { top, bottom: top + lines.length * step + 2, drop: top - sy, shift: 0 });
}

/** A label below its item, and where there is no room there: above, at the right, at the left. */
function around(below, sx, sy, radius) {
  const [tall, half, gap] = [below.bottom - below.top, (below.right - below.left) / 2, radius * 1.15 + 3];
  const at = (x, top) => ({ ...below, x, left: x - half, right: x + half, top, bottom: top + tall, drop: top - sy, shift: x - sx });
  return [below, at(sx, sy - gap - tall), at(sx + gap + half, sy - tall / 2), at(sx - gap - half, sy - tall / 2)];
}

/** Write a name where its box is. */
export function write(context, box, theme) {
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.font = box.font;
  context.strokeStyle = theme.halo;
  context.lineWidth = 3.5;
  context.fillStyle = theme.ink;
  box.lines.forEach((line, row) => {
    context.strokeText(line, box.x, box.top + 1 + row * box.step);
    context.fillText(line, box.x, box.top + 1 + row * box.step);
  });
}

/** Hide the labels below one that has to be told all the same. */
function cover(context, box, theme) {
  context.globalAlpha = 0.9;
  context.fillStyle = theme.background;
  context.beginPath();
  context.roundRect(box.left, box.top - 1, box.right - box.left, box.bottom - box.top + 2, 5);
  context.fill();
  context.globalAlpha = 1;
}

/** What is chosen, above the rest: rings, the chosen item's lines and labels, a path from end to end. */
export function paintChosen(context, scene, view, theme, { item, hover, line, over, path, words, drawn }) {
  const size = growth(view.k);
  const near = new Set();
  const own = [];
  context.lineCap = "round";
  context.strokeStyle = theme.accent;
  if (item >= 0) {
    context.lineWidth = 1.6;
    context.globalAlpha = 0.6;
    context.beginPath();
    for (let e = 0; e < scene.m; e++) {
      if (scene.a[e] !== item && scene.b[e] !== item) continue;
      own.push(e);
      near.add(scene.a[e] === item ? scene.b[e] : scene.a[e]);
      if (near.size <= 400) segment(context, scene, view, e);
    }
    context.stroke();
  }
  context.globalAlpha = 1;
  context.lineWidth = 4;
  context.beginPath();
  for (const e of path) segment(context, scene, view, e);
  if (line >= 0) segment(context, scene, view, line);
  context.stroke();
  const ends = new Set([item, hover, ...path.flatMap((e) => [scene.a[e], scene.b[e]])]);
  if (line >= 0) ends.add(scene.a[line]).add(scene.b[line]);
  ends.delete(-1);
  ends.delete(undefined);
  const ofEnds = new Taken(); // the labels of the ends, which nothing else may cover
  const told = [...ends, ...[...near].slice(0, 60)].map((i) => [i, view.sx(scene.x[i]), view.sy(scene.y[i]), Math.max(3, scene.r[i] * size)]);
  for (const [i, sx, sy, radius] of told) disc(context, scene, i, sx, sy, radius, theme, ends.has(i));
  const taken = new Taken();
  const named = new Map(drawn.map((box) => [box.item, box]));
  drawn.forEach((box) => taken.take(box));
  const worded = new Set([...path, line, over]);
  if (item >= 0 && near.size <= FEW_LINES) for (const e of own) worded.add(e);
  for (const e of worded) {
    const asked = path.includes(e) || e === line || e === over;
    if (!asked && lengthOf(scene, view, e) < LONG_LINE) continue;
    if (e >= 0 && scene.via[e] >= 0 && scene.a[e] !== scene.b[e]) relationLabel(context, scene, view, theme, e, words, taken);
  }
  for (const [i, sx, sy, radius] of told) {
    const box = named.get(i) ?? label(context, scene, i, sx, sy, radius);
    const room = named.has(i) || taken.take(box);
    if (ends.has(i)) {
      if (!room) cover(context, box, theme);
      ofEnds.take(box);
    } else if (!room || !ofEnds.free(box)) continue;
    write(context, box, theme);
  }
}

function lengthOf(scene, view, e) {
  const [a, b] = [scene.a[e], scene.b[e]];
  return Math.hypot(scene.x[a] - scene.x[b], scene.y[a] - scene.y[b]) * view.k;
}

function segment(context, scene, view, e) {
  context.moveTo(view.sx(scene.x[scene.a[e]]), view.sy(scene.y[scene.a[e]]));
  context.lineTo(view.sx(scene.x[scene.b[e]]), view.sy(scene.y[scene.b[e]]));
}

function disc(context, scene, i, sx, sy, radius, theme, ring) {
  const look = theme.looks[scene.look(i)];
  context.beginPath();
  trace(context, look?.shape ?? "circle", sx, sy, radius);
  context.fillStyle = look?.colour ?? theme.background;
  context.fill();
  if (!ring) return;
  context.beginPath();
  context.arc(sx, sy, radius * 1.25 + 4, 0, 2 * Math.PI);
  context.lineWidth = 2.5;
  context.stroke();
}

/** A relation in words upon its line: in the middle, or where it covers no name. */
function relationLabel(context, scene, view, theme, e, words, taken) {
  const [a, b] = [scene.a[e], scene.b[e]];
  context.font = `500 11.5px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  const text = words(scene.via[e]);
  const half = context.measureText(text).width / 2 + 6;
  const [ax, ay, bx, by] = [view.sx(scene.x[a]), view.sy(scene.y[a]), view.sx(scene.x[b]), view.sy(scene.y[b])];
  const places = ALONG.map((t) => {
    const [x, y] = [ax + (bx - ax) * t, ay + (by - ay) * t];
    return { x, left: x - half, right: x + half, top: y - 10, bottom: y + 10 };
  });
  const box = places.find((place) => taken.free(place)) ?? places[0];
  taken.take(box);
  context.fillStyle = theme.background;
  context.beginPath();
  context.roundRect(box.left, box.top, 2 * half, 20, 10);
  context.fill();
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = theme.ink;
  context.fillText(text, box.x, box.top + 4);
}
