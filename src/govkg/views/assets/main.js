// The page of the canvas viewer.

import { App } from "govkg/app.js";
import { CanvasSurface } from "govkg/canvas.js";
import { EmbeddedSource } from "govkg/embedded.js";

const source = new EmbeddedSource(document);
const head = source.head();
const app = new App({
  host: document.getElementById("govkg"),
  source,
  head,
  columns: await source.columns(head),
  makeSurface: (host, options) => new CanvasSurface(host, options),
});
await app.surface.ready;
globalThis.govkg = app; // for scripts and the console
document.documentElement.dataset.ready = "yes";
