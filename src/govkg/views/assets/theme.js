// Colours as the style sheet has them for the theme in force, and the look of each class.

import { svg } from "govkg/dom.js";
import { svgShape } from "govkg/shapes.js";

const own = () => getComputedStyle(document.documentElement);

export const isDark = () => own().getPropertyValue("--scheme").trim() === "dark";

/** What a surface paints with. */
export function themeOf(head) {
  const style = own();
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const dark = isDark();
  const looks = head.kinds.map(([, , , group]) => {
    const { shape, light, dark: night } = head.groups[group];
    return { shape, colour: dark ? night : light };
  });
  return { background: colour("paper"), ink: colour("ink"), muted: colour("muted"), line: colour("line"), halo: colour("halo"), accent: colour("accent"), looks };
}

/** The small shape of a class. */
export function swatch(head, kind) {
  const group = head.groups[head.kinds[kind][3]];
  const [name, attributes] = svgShape(group.shape, 8, 8, 5.5);
  const mark = svg("svg", { viewBox: "0 0 16 16", class: "swatch", "aria-hidden": "true" }, svg(name, attributes));
  mark.style.setProperty("--light", group.light);
  mark.style.setProperty("--dark", group.dark);
  return mark;
}
