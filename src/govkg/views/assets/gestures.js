// What a click and a double click on the picture mean.

const MORE = 20; // neighbours that a click on "+n more" adds
const MEMBERS = 6; // members of a community that it opens with, those with the most relations
const SECOND_CLICK = 260; // milliseconds in which a second click makes a double click: nothing may cover the node

export class Gestures {
  constructor(app) {
    this.app = app;
  }

  /** One click: on an item, or on a line where there is none, or on nothing. */
  pick(item, line) {
    const { app } = this;
    const ref = item >= 0 ? app.scene.ref[item] : null;
    if (ref !== null && ref >= 0 && app.journey.waits) app.journey.to(ref);
    else if (ref !== null && ref >= 0) app.select(ref, { wait: SECOND_CLICK });
    else if (ref !== null) this.#group(app.scene.groups[-1 - ref]);
    else if (line >= 0) {
      app.surface.choose({ item: -1, line, path: [] });
      app.panel.line(app.scene.via[line]);
    } else app.select(-1);
  }

  /** A double click: a node's neighbours come or go, a community opens. */
  async open(item) {
    const { app } = this;
    app.hush();
    const ref = app.scene.ref[item];
    if (ref >= 0) await app.expand(ref);
    else if (app.scene.kind !== "near") this.#openGroup(app.scene.groups[-1 - ref]);
  }

  #group(group) {
    const { app } = this;
    if (app.scene.kind !== "near") return app.panel.node(group.chief);
    return app.showMore(group, group.shown + MORE);
  }

  /** The heads of a community, as one picture. */
  #openGroup(group) {
    const { app } = this;
    const members = [];
    for (const node of app.graph.byDegree) {
      if (members.length >= MEMBERS) break;
      if (app.masks.node[node] && group.members.has(app.graph.group[node])) members.push(node);
    }
    app.begin(members, -1);
  }
}
