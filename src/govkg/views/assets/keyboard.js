// The keys of the page, as its hidden help says.

/** What a key does, wherever nothing is typed into. */
export function onKey(app, event) {
  if (event.target.closest("input, select, textarea") && event.key !== "Escape") return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  const on = {
    "+": () => app.surface.zoom(1.3),
    "=": () => app.surface.zoom(1.3),
    "-": () => app.surface.zoom(1 / 1.3),
    f: () => app.surface.fit(),
    n: () => app.walk(1),
    p: () => app.walk(-1),
    e: () => app.selected >= 0 && app.expand(app.selected),
    "/": () => app.searchBox.querySelector("input").focus(),
    Escape: () => (app.journey.cancel(), app.select(-1)),
  };
  const inStage = event.target.closest(".stage");
  if (steps[event.key] && inStage) app.surface.pan(...steps[event.key]);
  else if (event.key === "Enter" && inStage && app.selected >= 0) app.aside.querySelector("h2")?.focus();
  else if (on[event.key]) on[event.key]();
  else return;
  event.preventDefault();
}
