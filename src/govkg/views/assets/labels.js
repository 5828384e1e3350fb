// Which labels fit: the most important first, none upon another.

const CELL = 64;
const WIDE = 150;
const MOST_LINES = 4;

const wrapped = new Map();

/** Break a label into lines of at most WIDE pixels in the context's font; whole words, four lines at most. */
export function wrap(context, text) {
  const key = `${context.font}\n${text}`;
  const known = wrapped.get(key);
  if (known) return known;
  const lines = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (line && context.measureText(longer).width > WIDE) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  if (lines.length > MOST_LINES) lines.splice(MOST_LINES - 1, Infinity, `${lines[MOST_LINES - 1]} …`);
  const box = { lines, width: Math.max(...lines.map((line) => context.measureText(line).width)) };
  if (wrapped.size > 4000) wrapped.clear();
  wrapped.set(key, box);
  return box;
}

/** Rectangles that are taken, in cells, so that asking is quick. */
export class Taken {
  constructor() {
    this.cells = new Map();
  }

  #each(box, visit) {
    for (let cx = Math.floor(box.left / CELL); cx <= Math.floor(box.right / CELL); cx++) {
      for (let cy = Math.floor(box.top / CELL); cy <= Math.floor(box.bottom / CELL); cy++) {
        if (visit(cx * 65536 + cy)) return true;
      }
    }
    return false;
  }

  /** Whether nothing taken touches a place. */
  free(box) {
    return !this.#each(box, (cell) =>
      this.cells.get(cell)?.some(
        (other) =>
          other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom,
      ),
    );
  }

  /** Take a place, unless it touches one that is taken. */
  take(box) {
    if (!this.free(box)) return false;
    this.#each(box, (cell) => {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    });
    return true;
  }
}
