// Ask an endpoint by Comunica: each line of standard input is a query in JSON; each line out its rows as SPARQL JSON terms.

import { readFileSync } from "node:fs";
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint] = process.argv.slice(2);
const engine = new QueryEngine();
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const bindings = await engine.queryBindings(JSON.parse(line), { sources: [{ type: "sparql", value: endpoint }] });
  const rows = (await bindings.toArray()).map((row) => Object.fromEntries([...row].map(([variable, term]) => [variable.value, json(term)])));
  console.log(JSON.stringify({ results: { bindings: rows } }));
}

function json(term) {
  if (term.termType === "NamedNode") return { type: "uri", value: term.value };
  if (term.termType === "BlankNode") return { type: "bnode", value: term.value };
  if (term.language) return { type: "literal", value: term.value, "xml:lang": term.language };
  return { type: "literal", value: term.value, datatype: term.datatype.value };
}
