// The shortest path between two nodes: its ends are picked one after the other, then it is drawn and told.

import { shortestPath } from "govkg/path.js";
import { neighbourhood } from "govkg/scene.js";

const ONLY_FEW = { get: () => 2 }; // along a path only the path matters: two more of each kind, the rest a count

export class Journey {
  constructor(app) {
    this.app = app;
    this.start = -1;
  }

  /** Whether one end is chosen and the other is not. */
  get waits() {
    return this.start >= 0;
  }

  cancel() {
    this.start = -1;
  }

  from(node) {
    this.start = node;
    this.app.panel.message("path_pick");
    this.app.searchBox.querySelector("input").focus();
  }

  to(node) {
    const { start } = this;
    this.start = -1;
    this.between(start, node);
  }

  between(from, to) {
    const { app } = this;
    Object.assign(app, { ends: [from, to], selected: -1 });
    this.draw();
    app.tell({ step: true });
  }

  /** Show the path between the ends, in a picture of its own unless the present one is of everything and holds it. */
  draw() {
    const { app } = this;
    const { graph, masks, surface } = app;
    const view = app.takeCamera();
    const path = shortestPath(graph, ...app.ends, masks);
    if (!path) return void app.panel.message("path_none");
    const on = (edge) => app.scene.via.indexOf(edge);
    if (app.view !== "all" || path.edges.some((edge) => on(edge) < 0)) {
      app.view = "near";
      app.opened = path.nodes;
      app.more = new Map();
      app.scene = neighbourhood(graph, masks, { opened: path.nodes, more: ONLY_FEW, places: new Map() }, (key, values) => app.words.say(key, values));
      surface.inset = app.panelWidth();
      surface.show(app.scene, view);
      app.empty.hidden = true;
    }
    surface.choose({ item: -1, line: -1, path: path.edges.map(on) });
    return void app.panel.path(path.edges);
  }
}
