// What the editor completes: our own prefixes and the terms of the store's vocabulary, instead of asking strangers.

const TERMS = `PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?term ?class {
  VALUES (?kind ?class) { (owl:Class true) (owl:ObjectProperty false) (owl:DatatypeProperty false) }
  ?term a ?kind . FILTER(isIRI(?term))
} ORDER BY ?term`;

let asked;

/** Replace the completers that ask prefix.cc and Linked Open Vocabularies. */
export function complete(Yasqe, prefixes) {
  const completers = Yasqe.Autocompleters;
  const standard = { rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", ...prefixes };
  const known = Object.entries(standard).map(([name, iri]) => `${name}: <${iri}>`);
  Object.assign(completers.prefixes, { get: () => known.sort(), bulk: true, persistenceId: null });
  Object.assign(completers.class, { get: () => terms("true"), bulk: true, persistenceId: null });
  Object.assign(completers.property, { get: () => terms("false"), bulk: true, persistenceId: null });
}

async function terms(wanted) {
  asked ??= fetch(`/sparql?${new URLSearchParams({ query: TERMS, format: "json" })}`).then((answer) => answer.json());
  const { results } = await asked;
  return results.bindings.filter((row) => row.class.value === wanted).map((row) => row.term.value);
}
