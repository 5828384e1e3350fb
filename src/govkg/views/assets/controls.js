// The sidebar: search, views, filters that are also the legend, the period.

import { h } from "govkg/dom.js";

const DAY = 86400000;
const year = (day) => new Date(day * DAY).getUTCFullYear();
const firstDay = (of) => Math.round(Date.UTC(of, 0, 1) / DAY);
const lastDay = (of) => Math.round(Date.UTC(of, 11, 31) / DAY);

const WAIT = 150; // milliseconds after the last key in which a source that knows more is not asked yet
const MOST = 12; // names in the list

/** Search as you type: arrows choose, Enter takes; what only the source knows comes after what is here. */
export function searchBox({ graph, search, source, words, swatch, label, id, onPick }) {
  const list = h("ul", { role: "listbox", id: `${id}-list`, "aria-label": words.say(label), hidden: true });
  const input = h("input", {
    id,
    type: "search",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    placeholder: words.say("search_hint"),
    "aria-label": words.say(label),
    "aria-expanded": "false",
    "aria-controls": `${id}-list`,
    "aria-autocomplete": "list",
    input: () => update(),
    focus: () => {
      input.select(); // what was found before gives way to what is typed
      if (input.value) update();
    },
    blur: () => setTimeout(() => document.activeElement !== input && close(), 150),
    keydown: (event) => key(event),
  });
  let found = []; // {node or iri, name, kind}
  let at = 0;
  let asking = 0;
  let asked = null;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = ({ node, iri, name }) => {
    input.value = name;
    clearTimeout(asking);
    asked = null;
    close();
    onPick(iri ?? node);
  };
  const mark = () => {
    [...list.children].forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
    if (found.length) input.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const show = () => {
    const rows = found.map((one, i) =>
      h(
        "li",
        { role: "option", id: `${id}-${i}`, pointerdown: (event) => (event.preventDefault(), take(one)) },
        one.node === undefined ? h("span", {}) : swatch(graph.kind[one.node]),
        h("span", {}, one.name),
        h("small", {}, one.kind),
      ),
    );
    if (!rows.length) rows.push(h("li", { class: "quiet", role: "option", "aria-disabled": "true" }, words.say("no_match")));
    list.replaceChildren(...rows);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };
  const here = (node) => ({ node, name: graph.name.at(node), kind: graph.head.kinds[graph.kind[node]][1 + words.column] });
  const update = () => {
    const text = input.value.trim();
    found = search.find(text, MOST).map(here);
    at = 0;
    show();
    clearTimeout(asking);
    asked = text;
    if (text) asking = setTimeout(() => ask(text), WAIT);
  };
  const ask = async (text) => {
    const hits = await source.elsewhere(text);
    if (text !== asked || !hits.length) return; // typed on meanwhile, or nobody knows more
    const best = hits.map(({ iri, label: name, kind }) => (graph.find(iri) < 0 ? { iri, name, kind } : here(graph.find(iri))));
    const chosen = at > 0 ? found[at] : null;
    found = [...best, ...found.filter(({ node }) => !best.some((one) => one.node === node))].slice(0, MOST);
    at = Math.max(0, chosen ? found.findIndex((one) => one.name === chosen.name) : 0);
    show();
  };
  const key = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length) at = (at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
      mark();
    } else if (event.key === "Enter" && found.length) take(found[at]);
    else if (event.key === "Escape") close();
  };
  return h("div", { class: "search" }, input, list);
}

/** The classes and relations with their counts: legend and filter in one. */
export function checklist({ title, entries, hidden, onChange }) {
  const rows = entries.map(({ number, name, count, mark }) =>
    h(
      "label",
      {},
      h("input", {
        type: "checkbox",
        checked: !hidden.has(number),
        change: (event) => {
          if (event.target.checked) hidden.delete(number);
          else hidden.add(number);
          onChange();
        },
      }),
      mark,
      h("span", {}, name),
      h("span", { class: "count" }, count),
    ),
  );
  return h("fieldset", {}, h("legend", {}, title), ...rows);
}

/** Two sliders over the years that the graph spans, with how many relations each year saw; null where nothing is dated. */
export function periodSlider({ graph, filters, words, onChange }) {
  const span = graph.span();
  if (!span) return null;
  const [first, last] = span.map(year);
  const bars = histogram(graph, first, last);
  const now = h("output", {});
  const slider = (key, value, change) =>
    h("input", { type: "range", min: first, max: last, step: 1, value, "aria-label": words.say(key), input: (event) => change(Number(event.target.value)) });
  const low = slider("period_from", filters.from === null ? first : year(filters.from), () => moved(low));
  const high = slider("period_to", filters.to === null ? last : year(filters.to), () => moved(high));
  const undated = h("input", {
    type: "checkbox",
    checked: filters.undated,
    change: (event) => {
      filters.undated = event.target.checked;
      onChange();
    },
  });
  const say = () => {
    const [a, b] = [Number(low.value), Number(high.value)];
    now.textContent = a === b ? String(a) : `${a} – ${b}`;
    [...bars.children].forEach((bar, i) => bar.classList.toggle("in", first + i >= a && first + i <= b));
  };
  const moved = (thumb) => {
    if (Number(low.value) > Number(high.value)) (thumb === low ? high : low).value = thumb.value;
    filters.from = Number(low.value) === first ? null : firstDay(Number(low.value));
    filters.to = Number(high.value) === last ? null : lastDay(Number(high.value));
    say();
    onChange();
  };
  say();
  return h(
    "fieldset",
    { class: "period" },
    h("legend", {}, words.say("period"), " ", now),
    bars,
    h("div", { class: "thumbs" }, low, high),
    h("label", {}, undated, h("span", {}, words.say("undated"))),
  );
}

function histogram(graph, first, last) {
  const counts = new Uint32Array(last - first + 1);
  for (let e = 0; e < graph.m; e++) {
    const extent = graph.extent("edge", e);
    if (extent) for (let y = year(extent[0]); y <= year(extent[1]); y++) counts[y - first]++;
  }
  const most = counts.reduce((a, b) => Math.max(a, b), 1);
  const bars = Array.from(counts, (count) => {
    const bar = h("i", {});
    bar.style.height = `${Math.round(4 + 30 * Math.sqrt(count / most))}px`;
    return bar;
  });
  return h("div", { class: "histogram", "aria-hidden": "true" }, ...bars);
}
