// The shortest path between two nodes: breadth first from both ends, the smaller front first.

/** {nodes, edges} from `from` to `to` over what the masks let be seen, or null where nothing connects them. */
export function shortestPath(graph, from, to, masks) {
  if (!masks.node[from] || !masks.node[to]) return null;
  if (from === to) return { nodes: [from], edges: [] };
  const ends = [from, to].map((node) => ({ front: [node], by: new Map([[node, -1]]) }));
  while (ends[0].front.length && ends[1].front.length) {
    const [side, far] = ends[0].front.length <= ends[1].front.length ? ends : [ends[1], ends[0]];
    const next = [];
    for (const node of side.front) {
      for (const edge of graph.edgesOf(node)) {
        const other = graph.other(edge, node);
        if (!masks.edge[edge] || side.by.has(other)) continue;
        side.by.set(other, edge);
        if (far.by.has(other)) return join(graph, other, ends);
        next.push(other);
      }
    }
    side.front = next;
  }
  return null;
}

function join(graph, middle, [near, far]) {
  const nodes = [middle];
  const edges = [];
  for (let node = middle, edge = near.by.get(node); edge >= 0; edge = near.by.get(node)) {
    node = graph.other(edge, node);
    nodes.unshift(node);
    edges.unshift(edge);
  }
  for (let node = middle, edge = far.by.get(node); edge >= 0; edge = far.by.get(node)) {
    node = graph.other(edge, node);
    nodes.push(node);
    edges.push(edge);
  }
  return { nodes, edges };
}
