// Unpacks the page's modules and begins with the one that this script names. Each becomes an address that holds its code.
{
  const { nonce, dataset } = document.currentScript;
  const packed = Uint8Array.from(atob(document.getElementById("govkg-modules").textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const run = (type, textContent) => document.body.append(Object.assign(document.createElement("script"), { type, nonce, textContent }));
  new Response(stream).json().then((modules) => {
    const imports = Object.entries(modules).map(([name, code]) => [name, "data:text/javascript," + encodeURIComponent(code)]);
    run("importmap", JSON.stringify({ imports: Object.fromEntries(imports) }));
    run("module", `import ${JSON.stringify(dataset.main)};`);
  });
}
