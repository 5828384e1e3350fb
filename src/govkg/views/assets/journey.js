// The shortest path between two nodes: its ends are picked one after the other, then it is drawn and told.

import { shortestPath } from "govkg/path.js";
import { neighbourhood } from "govkg/scene.js";

const ONLY_FEW = { get: () => 2 }; // along a path only the path matters: two more of each kind, the rest a count

export class Journey {
  constructor(app) {
    this.app = app;
    this.start = null; // an IRI: numbers change when the graph grows
  }

  /** Whether one end is chosen and the other is not. */
  get waits() {
    return this.start !== null;
  }

  cancel() {
    this.start = null;
  }

  from(node) {
    this.start = this.app.graph.iri.at(node);
    this.app.panel.message("path_pick");
    this.app.searchBox.querySelector("input").focus();
  }

  to(node) {
    const from = this.app.graph.find(this.start);
    this.start = null;
    return this.between(from, node);
  }

  /** The path between two nodes; a source that knows more than the graph is asked for what lies on it. */
  async between(from, to) {
    const { app } = this;
    const ends = [from, to].map((node) => app.graph.iri.at(node));
    const found = await app.source.between(...ends);
    if (found?.far) return app.panel.message("path_far");
    if (found?.way.length) app.adopt(await app.source.bring(found.way, app.needed));
    Object.assign(app, { ends: ends.map((iri) => app.graph.find(iri)), selected: -1 });
    if (app.surface.scene) this.draw();
    else app.draw(); // the graph has grown
    return app.tell({ step: true });
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
    app.said = app.words.say("path_found", { n: path.edges.length });
    surface.choose({ item: -1, line: -1, path: path.edges.map(on) });
    return void app.panel.path(path.edges);
  }
}
