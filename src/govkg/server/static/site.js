// What pages do beyond showing: search as you type, and a sentence lit together with its facts. All works without.

const box = document.querySelector(".find input[type=search]");
if (box) suggest(box);
for (const list of document.querySelectorAll(".row aside ul[data-for]")) pair(list);

/** Suggestions under the search box: a combobox (WAI-ARIA), keyboard all through. */
function suggest(input) {
  const list = document.createElement("ul");
  Object.assign(list, { id: "suggestions", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.placeholder);
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  const language = document.documentElement.lang;
  const exploring = document.body.dataset.suggest === "explore";
  let chosen = -1;
  let asked = 0;
  let timer = 0;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (place) => {
    const items = [...list.children];
    chosen = items.length ? (place + items.length) % items.length : -1;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    if (chosen >= 0) {
      input.setAttribute("aria-activedescendant", items[chosen].id);
      items[chosen].scrollIntoView({ block: "nearest" });
    }
  };
  const show = (hits) => {
    list.replaceChildren(
      ...hits.map((hit, at) => {
        const item = document.createElement("li");
        item.id = `suggestion-${at}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.page = exploring ? `/explore?${new URLSearchParams({ iri: hit.iri, lang: language })}` : `${hit.page}?lang=${language}`;
        const note = document.createElement("small");
        note.textContent = hit.called ? `${hit.kind} · ${hit.called}` : hit.kind;
        item.append(hit.label, note);
        item.addEventListener("mousedown", (event) => (event.preventDefault(), open(item)));
        return item;
      }),
    );
    list.hidden = !hits.length;
    chosen = -1;
    input.setAttribute("aria-expanded", String(hits.length > 0));
  };
  const open = (item) => location.assign(item.dataset.page);
  const ask = async () => {
    const text = input.value.trim();
    if (!text) return close();
    const number = ++asked;
    const query = new URLSearchParams({ q: text, limit: "8", format: "json", lang: language });
    const answer = await fetch(`/search?${query}`).catch(() => null);
    if (number !== asked || !answer?.ok) return undefined;
    const hits = await answer.json();
    if (number === asked) show(hits.filter((hit) => hit.page?.startsWith("/")));
    return undefined;
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 80);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && !list.hidden) choose(chosen + 1);
    else if (event.key === "ArrowUp" && !list.hidden) choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) open(list.children[chosen]);
    else return;
    event.preventDefault();
  });
}

/** A sentence and the facts beside it light up together. */
function pair(list) {
  const anchor = document.getElementById(list.dataset.for);
  let mark = anchor?.nextElementSibling;
  while (mark && mark.matches("a.anchor")) mark = mark.nextElementSibling;
  if (!mark) return;
  for (const one of [list, mark]) {
    one.addEventListener("pointerenter", () => [list, mark].forEach((each) => each.classList.add("lit")));
    one.addEventListener("pointerleave", () => [list, mark].forEach((each) => each.classList.remove("lit")));
  }
}
