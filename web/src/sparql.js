// The page of /sparql with an editor: YASGUI in the place of the plain form, which stays where there is no JavaScript.

import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import { Chart } from "./chart.js";
import { complete } from "./complete.js";
import { mend } from "./mend.js";
import { problem } from "./problem.js";
import { say } from "./words.js";
import "./sparql.css";

const place = document.getElementById("yasgui");
const form = document.querySelector("form.query");
const { prefixes } = JSON.parse(place.dataset.page);
const language = document.documentElement.lang;

complete(Yasgui.Yasqe, prefixes);
Yasgui.Yasr.registerPlugin("chart", Chart);
Yasgui.Yasr.defaults.errorRenderers = [problem];

const yasgui = new Yasgui(place, {
  autofocus: false,
  copyEndpointOnNewTab: true,
  persistenceId: null,
  populateFromUrl: false,
  requestConfig: { endpoint: `${location.origin}/sparql` },
  tabName: say("Query"),
  yasqe: {
    value: form.querySelector("textarea").value.trimStart(),
    createShareableLink: (yasqe) => address({ query: yasqe.getValue(), lang: language }),
    createShortLink: undefined,
    screenReaderLabel: form.querySelector("label").textContent,
  },
  yasr: { prefixes, pluginOrder: ["table", "chart", "response"], defaultPlugin: "table" },
});

mend(place);
for (const plain of [form, document.querySelector(".results"), document.querySelector(".failure")]) plain?.remove();
place.hidden = false;
yasgui.getTab().getYasqe().refresh();
place.dataset.ready = "true";

const downloads = document.createElement("p");
downloads.className = "quiet downloads";
downloads.hidden = true;
place.after(downloads);
yasgui.on("queryBefore", (_, tab) => plainly(tab.getYasr()));
yasgui.on("queryResponse", (_, tab) => requestAnimationFrame(() => offer(tab.getYasqe(), tab.getYasr())));
if (new URLSearchParams(location.search).has("query")) yasgui.getTab().query().catch(() => undefined); // shown below

/** Values as people read them, until somebody asks for their types. */
function plainly(yasr) {
  const { table } = yasr.config.plugins;
  table.dynamicConfig ??= { compact: true };
}

/** All of a result, in each form that the server has for its kind. */
function offer(yasqe, yasr) {
  downloads.hidden = Boolean(yasr.results?.getError());
  const graph = ["CONSTRUCT", "DESCRIBE"].includes(yasqe.getQueryType());
  const forms = graph ? ["ttl", "nt", "jsonld", "rdf"] : ["csv", "tsv", "json", "xml"];
  const links = forms.map((name) => {
    const link = document.createElement("a");
    link.href = address({ query: yasqe.getValue(), format: name });
    link.download = `result.${name}`;
    link.textContent = name;
    return link;
  });
  downloads.replaceChildren(`${say("Download all")}: `, ...links.flatMap((link) => [link, " "]));
}

function address(parameters) {
  return `${location.origin}/sparql?${new URLSearchParams(parameters)}`;
}
