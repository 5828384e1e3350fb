// A result as bars, where it fits: rows with something to name and something to measure.

import { say } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const NUMBERS = /#(integer|decimal|double|float|int|long|short|nonNegativeInteger|positiveInteger)$/;
const MOST = 200;
const ROW = 26;
const NAME = 300;
const WIDTH = 900;
const SHOWN = 36;

/** A plugin of YASR. */
export class Chart {
  priority = 5;
  hideFromSelection = false;

  constructor(yasr) {
    this.yasr = yasr;
    this.label = say("Chart");
  }

  canHandleResults() {
    const rows = this.rows();
    return rows.length > 1 && rows.length <= MOST && this.measures().length > 0 && this.names().length > 0;
  }

  getIcon() {
    const icon = element("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" });
    icon.append(element("path", { d: "M1 2h10v3H1zM1 6.5h14v3H1zM1 11h6v3H1z", fill: "currentColor" }));
    return icon;
  }

  draw() {
    const measures = this.measures();
    const place = document.createElement("div");
    place.className = "chart";
    const show = (measure) => place.replaceChildren(...(measures.length > 1 ? [choice(measures, measure, show)] : []), this.bars(measure));
    show(measures[0]);
    this.yasr.resultsEl.append(place);
  }

  rows() {
    return this.yasr.results?.getBindings() ?? [];
  }

  measures() {
    const rows = this.rows();
    return this.variables().filter((name) => rows.every((row) => !row[name] || NUMBERS.test(row[name].datatype ?? "")) && rows.some((row) => row[name]));
  }

  /** The columns to name a row by: texts before addresses. */
  names() {
    const measured = new Set(this.measures());
    const rest = this.variables().filter((name) => !measured.has(name));
    const spoken = rest.filter((name) => this.rows().some((row) => row[name] && row[name].type !== "uri"));
    return (spoken.length ? spoken : rest).slice(0, 2);
  }

  variables() {
    return this.yasr.results?.getVariables() ?? [];
  }

  bars(measure) {
    const named = this.names();
    const rows = this.rows().map((row) => ({
      name: named.map((name) => row[name]?.value ?? "").filter(Boolean).join(" · "),
      value: Number(row[measure]?.value ?? 0),
    }));
    const most = Math.max(...rows.map((row) => Math.abs(row.value)), 1e-9);
    const picture = element("svg", { viewBox: `0 0 ${WIDTH} ${rows.length * ROW}`, role: "img", "aria-label": `${say("Chart")}: ${measure}` });
    rows.forEach(({ name, value }, at) => {
      const width = Math.max(1, (Math.abs(value) / most) * (WIDTH - NAME - 90));
      const middle = at * ROW + ROW / 2;
      const title = element("title");
      title.textContent = `${name}: ${value}`;
      const bar = element("rect", { class: "bar", x: NAME + 10, y: at * ROW + 4, width, height: ROW - 8, rx: 3 });
      const shown = name.length > SHOWN ? `${name.slice(0, SHOWN - 1).trimEnd()}…` : name;
      const group = element("g");
      group.append(title, text(shown, NAME, middle, "end"), bar, text(value.toLocaleString(document.documentElement.lang), NAME + 16 + width, middle, "start"));
      picture.append(group);
    });
    return picture;
  }
}

function choice(measures, chosen, show) {
  const label = document.createElement("label");
  const select = document.createElement("select");
  select.append(...measures.map((name) => new Option(name, name, false, name === chosen)));
  select.addEventListener("change", () => show(select.value));
  label.append(`${say("Bars show")} `, select);
  return label;
}

function text(content, x, y, anchor) {
  const found = element("text", { x, y, "text-anchor": anchor, "dominant-baseline": "central" });
  found.textContent = content;
  return found;
}

function element(name, attributes = {}) {
  const found = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, String(value));
  return found;
}
