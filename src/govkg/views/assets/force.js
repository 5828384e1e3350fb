// Settling a small picture: springs along lines, all items apart, labels' boxes off one another.

const UNIT = 92; // CSS pixels of one world unit at the natural zoom
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
  separate(scene, fixed);
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

/** Push overlapping boxes (item with its label beneath) apart, along the way that is shorter. */
function separate(scene, fixed) {
  const { n, x, y, r } = scene;
  const half = Float32Array.from({ length: n }, (_, i) => {
    const longest = Math.max(...scene.label(i).split("\n").map((line) => line.length));
    return Math.max(Math.min(longest * LABEL.perLetter, LABEL.most), 2 * r[i]) / 2 / UNIT + 0.04;
  });
  const tall = Float32Array.from({ length: n }, (_, i) => {
    const rows = scene.label(i).split("\n").reduce((sum, line) => sum + Math.ceil((line.length * LABEL.perLetter) / LABEL.most), 0);
    return (r[i] + (LABEL.line * Math.min(rows, 4)) / 2) / UNIT + 0.03;
  });
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (let i = 0; i < n; i++) {
      for (let j = i + 1; j < n; j++) {
        const ox = half[i] + half[j] - Math.abs(x[i] - x[j]);
        const oy = tall[i] + tall[j] - Math.abs(y[i] - y[j]);
        if (ox <= 0 || oy <= 0) continue;
        moved = true;
        const share = fixed?.[i] === fixed?.[j] ? 0.5 : fixed?.[i] ? 0.1 : 0.9;
        if (ox < oy) {
          const way = x[i] < x[j] ? -1 : 1;
          x[i] += way * ox * share;
          x[j] -= way * ox * (1 - share);
        } else {
          const way = y[i] < y[j] ? -1 : 1;
          y[i] += way * oy * share;
          y[j] -= way * oy * (1 - share);
        }
      }
    }
    if (!moved) return;
  }
}
