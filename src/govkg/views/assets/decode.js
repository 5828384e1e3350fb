// The blocks of a page: base64 of zlib, and of bzip2 for lists, as govkg.views.pack writes them.

import { bunzip } from "govkg/bunzip.js";

const NUMBERS = { B: Uint8Array, H: Uint16Array, I: Uint32Array, i: Int32Array };
const utf8 = new TextDecoder();

/** The bytes behind a block of zlib. */
export async function inflate(base64) {
  const stream = new Blob([bytes(base64)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The list that a block of bzip2 holds. */
export function list(base64) {
  return JSON.parse(utf8.decode(bunzip(bytes(base64))));
}

function bytes(base64) {
  const binary = atob(base64);
  const found = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) found[i] = binary.charCodeAt(i);
  return found;
}

/** Strings that share one long text; each is cut out when asked for. */
export class Lines {
  constructor(text, count) {
    this.text = text;
    this.length = count;
    this.begin = new Uint32Array(count + 1);
    let at = 0;
    for (let row = 1; row < count; row++) {
      at = text.indexOf("\n", at) + 1;
      this.begin[row] = at;
    }
    this.begin[count] = text.length + 1;
  }

  at(row) {
    return this.text.slice(this.begin[row], this.begin[row + 1] - 1);
  }

  /** The row that holds a position of the text. */
  rowAt(position) {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.begin[middle] <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The row that is exactly this string, or -1. */
  find(line) {
    if (!this.length) return -1;
    for (let at = this.text.indexOf(line); at >= 0; at = this.text.indexOf(line, at + 1)) {
      const row = this.rowAt(at);
      if (this.begin[row] === at && this.begin[row + 1] - 1 === at + line.length) return row;
    }
    return -1;
  }
}

/** The columns of a block by their name, from the table of the head. */
export function columns(table, bytes) {
  const found = {};
  for (const [name, [code, offset, size, count]] of Object.entries(table)) {
    if (code === "text") found[name] = new Lines(utf8.decode(bytes.subarray(offset, offset + size)), count);
    else found[name] = numbers(NUMBERS[code], bytes.subarray(offset, offset + size), count);
  }
  return found;
}

/** Numbers from their lowest bytes, next bytes and so on. */
function numbers(Type, bytes, count) {
  const width = Type.BYTES_PER_ELEMENT;
  if (width === 1) return Uint8Array.from(bytes);
  const made = new Type(count);
  for (let byte = 0; byte < width; byte++) {
    const from = byte * count;
    const shift = 8 * byte;
    for (let i = 0; i < count; i++) made[i] |= bytes[from + i] << shift;
  }
  return made;
}
