// The shapes of the classes, on canvas and in SVG, all of about the same area.

const POLYGONS = {
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  page: [[-0.78, -1.08], [0.35, -1.08], [0.78, -0.62], [0.78, 1.08], [-0.78, 1.08]],
  hexagon: [[-1.08, 0], [-0.54, -0.94], [0.54, -0.94], [1.08, 0], [0.54, 0.94], [-0.54, 0.94]],
  triangle: [[0, -1.25], [1.16, 0.85], [-1.16, 0.85]],
  pentagon: [[0, -1.12], [1.07, -0.35], [0.66, 0.91], [-0.66, 0.91], [-1.07, -0.35]],
};

/** Trace a shape of radius r around a point into the context's path. */
export function trace(context, shape, x, y, r) {
  const corners = POLYGONS[shape];
  if (!corners) {
    context.moveTo(x + r, y);
    context.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([cx, cy], i) => (i ? context.lineTo(x + cx * r, y + cy * r) : context.moveTo(x + cx * r, y + cy * r)));
  context.closePath();
}

/** The SVG element of a shape: its name and attributes. */
export function svgShape(shape, x, y, r) {
  const corners = POLYGONS[shape];
  if (!corners) return ["circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: r.toFixed(1) }];
  const points = corners.map(([cx, cy]) => `${(x + cx * r).toFixed(1)},${(y + cy * r).toFixed(1)}`).join(" ");
  return ["polygon", { points }];
}
