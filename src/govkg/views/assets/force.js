// Settling a small picture: springs along lines, all items apart, labels' boxes off one another.

const UNIT = 92; // CSS pixels of one world unit at the natural zoom
const WINDOW = { width: 900, height: 560 }; // what a picture should fit into with its labels legible
const BROAD = 1.25; // width to height of what lies beside an open panel
const LABEL = { perLetter: 6.6, line: 15, most: 150 };

/** Move the items of a scene (at most a few hundred) to better places. `fixed` items hardly move. */
export function settle(scene, { fixed = null, pull = 1, rounds = 220 } = {}) {
  const { n, x, y } = scene;
  if (n < 2) return;
  const dx = new Float32Array(n);
  const dy = new Float32Array(n);
  for (let round = 0; round < rounds; round++) {
    const heat = 0.35 * (1 - round / rounds) ** 1.5 + 0.01;
    dx.fill(0);
    dy.fill(0);
    repel(scene, dx, dy);
    attract(scene, dx, dy, pull);
    for (let i = 0; i < n; i++) {
      const length = Math.hypot(dx[i], dy[i]) || 1;
      const step = Math.min(length, heat) * (fixed?.[i] ? 0.04 : 1);
      x[i] += (dx[i] / length) * step;
      y[i] += (dy[i] / length) * step;
    }
  }
  if (!fixed?.includes(1)) widen(scene);
  separate(scene, fixed);
  if (!fixed?.includes(1)) broaden(scene);
}

/** Labels push each other up and down: what that has made too tall for a window may as well be broader. */
function broaden(scene) {
  const { left, top, right, bottom } = scene.bounds();
  const across = Math.min(1.6, (BROAD * (bottom - top)) / (right - left || 1));
  if (across > 1) for (let i = 0; i < scene.n; i++) scene.x[i] *= across;
}

/** Stretch a fresh picture to the shape of a window, and until its boxes have room; what is near stays near. */
function widen(scene) {
  const { n, x, y } = scene;
  const { half, tall } = boxes(scene, UNIT);
  const area = half.reduce((sum, width, i) => sum + 4 * width * tall[i], 0);
  const { left, top, right, bottom } = scene.bounds();
  const aspect = (WINDOW.width / WINDOW.height) * ((bottom - top) / (right - left || 1));
  const across = Math.min(2.2, Math.max(1, aspect));
  const room = (right - left) * across * (bottom - top) || 1;
  const scale = Math.max(1, Math.sqrt((1.5 * area) / room));
  for (let i = 0; i < n; i++) {
    x[i] *= across * scale;
    y[i] *= scale;
  }
}

function repel({ n, x, y }, dx, dy) {
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      let ex = x[i] - x[j];
      let ey = y[i] - y[j];
      let d2 = ex * ex + ey * ey;
      if (d2 < 1e-6) {
        ex = 1e-3 * ((i % 7) - 3.5);
        ey = 1e-3 * ((j % 5) - 2.5);
        d2 = 1e-4;
      }
      if (d2 > 64) continue;
      const push = 1.1 / d2;
      dx[i] += ex * push;
      dy[i] += ey * push;
      dx[j] -= ex * push;
      dy[j] -= ey * push;
    }
  }
}

function attract({ n, m, a, b, x, y }, dx, dy, pull) {
  for (let e = 0; e < m; e++) {
    const ex = x[b[e]] - x[a[e]];
    const ey = y[b[e]] - y[a[e]];
    const force = 0.32 * pull * Math.hypot(ex, ey);
    dx[a[e]] += ex * force;
    dy[a[e]] += ey * force;
    dx[b[e]] -= ex * force;
    dy[b[e]] -= ey * force;
  }
  let [cx, cy] = [0, 0];
  for (let i = 0; i < n; i++) (cx += x[i] / n), (cy += y[i] / n);
  for (let i = 0; i < n; i++) (dx[i] += 0.03 * (cx - x[i])), (dy[i] += 0.05 * (cy - y[i]));
}

/** Push overlapping boxes (item with its label beneath) apart; boxes grow as the picture shrinks to fit a window. */
function separate(scene, fixed) {
  for (let pass = 0, unit = UNIT; pass < 4; pass++) {
    pushApart(scene, fixed, unit);
    const { left, top, right, bottom } = scene.bounds();
    const fits = Math.min(UNIT, WINDOW.width / (right - left || 1), WINDOW.height / (bottom - top || 1));
    if (fits >= unit * 0.97) return;
    unit = Math.max(fits, 24);
  }
}

/** Half the width and height of each item with its label, in world units at a zoom. */
function boxes(scene, unit) {
  const { n, r } = scene;
  const half = new Float32Array(n);
  const tall = new Float32Array(n);
  for (let i = 0; i < n; i++) {
    const lines = scene.label(i).split("\n").map((line) => line.length * LABEL.perLetter);
    const rows = lines.reduce((sum, width) => sum + Math.ceil(width / LABEL.most), 0);
    half[i] = Math.max(Math.min(Math.max(...lines), LABEL.most), 2 * r[i]) / 2 / unit + 0.05;
    tall[i] = (r[i] + (LABEL.line * Math.min(rows, 4)) / 2) / unit + 0.04;
  }
  return { half, tall };
}

function pushApart(scene, fixed, unit) {
  const { n, x, y } = scene;
  const { half, tall } = boxes(scene, unit);
  for (let round = 0; round < 80; round++) {
    let moved = false;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const ox = half[i] + half[j] - Math.abs(x[i] - x[j]);
        const oy = tall[i] + tall[j] - Math.abs(y[i] - y[j]);
        if (ox <= 0 || oy <= 0) continue;
        moved = true;
        const share = fixed?.[i] === fixed?.[j] ? 0.5 : fixed?.[i] ? 0.1 : 0.9;
        const [along, by] = ox < oy ? [x, ox] : [y, oy];
        const way = along[i] < along[j] ? -1 : 1;
        along[i] += way * by * share;
        along[j] -= way * by * (1 - share);
      }
    }
    if (!moved) return;
  }
}
