// Bundles the page of /sparql: `npm run build -- FOLDER` writes sparql.js and sparql.css there.

import { readFile } from "node:fs/promises";
import { build } from "esbuild";

const INLINE_STYLE = 'createElement("style")';

/** The column resizer puts a style element into the page, which our policy forbids: its rules are in sparql.css. */
const withoutInlineStyle = {
  name: "without-inline-style",
  setup: ({ onLoad }) =>
    onLoad({ filter: /yasgui\.esm\.js$/ }, async ({ path }) => {
      const parts = (await readFile(path, "utf8")).split(INLINE_STYLE);
      if (parts.length !== 2) throw new Error(`${INLINE_STYLE} stands ${parts.length - 1} times in ${path}, not once`);
      return { contents: parts.join('createElement("template")'), loader: "js" };
    }),
};

const [outdir] = process.argv.slice(2);
if (!outdir) throw new Error("npm run build -- FOLDER");
await build({
  entryPoints: ["src/sparql.js"],
  outdir,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "eof",
  logLevel: "warning",
  plugins: [withoutInlineStyle],
});
