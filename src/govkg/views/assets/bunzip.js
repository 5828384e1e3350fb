// bzip2 unpacked: what a page says rather than shows is text, which it packs a third smaller than zlib does.
// Browsers have no decoder for it. The format: https://en.wikipedia.org/wiki/Bzip2#File_format

const RUN_A = 0; // two symbols write the length of a run of the front byte, in bijective base 2
const RUN_B = 1;
const GROUP = 50; // symbols that one tree decodes before the next is chosen
const LONGEST = 20; // bits of a code

/** The bytes behind packed ones. */
export function bunzip(packed) {
  const bits = new Bits(packed);
  if (bits.take(24) !== 0x425a68) throw new Error("the page is damaged: a block is not packed as it should be");
  const room = (bits.take(8) - 48) * 100000;
  const out = new Output();
  for (;;) {
    const kind = [bits.take(24), bits.take(24)];
    bits.take(16); // a checksum: the page is read from one place
    bits.take(16);
    if (kind[0] === 0x177245 && kind[1] === 0x385090) return out.bytes();
    if (kind[0] !== 0x314159 || kind[1] !== 0x265359 || bits.take(1)) throw new Error("the page is damaged");
    const first = bits.take(24);
    const [column, count] = lastColumn(bits, room);
    unsort(column, count, first, out);
  }
}

class Bits {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.value = 0;
    this.held = 0;
  }

  /** The next bits as a number; at most 24. */
  take(count) {
    while (this.held < count) {
      this.value = (this.value << 8) | this.bytes[this.at++];
      this.held += 8;
    }
    this.held -= count;
    return (this.value >>> this.held) & ((1 << count) - 1);
  }

  /** The next bit. */
  bit() {
    if (!this.held) {
      this.value = this.bytes[this.at++];
      this.held = 8;
    }
    return (this.value >>> --this.held) & 1;
  }

  /** How many ones stand before the next zero. */
  ones() {
    let count = 0;
    while (this.take(1)) {
      if (this.at > this.bytes.length) throw new Error("the page is damaged: it ends early");
      count++;
    }
    return count;
  }
}

/** The last column of the sorted rotations (Burrows and Wheeler, 1994), and its length. */
function lastColumn(bits, room) {
  const front = usedBytes(bits);
  const size = front.length + 2;
  const trees = new Array(bits.take(3));
  const chosen = new Uint8Array(bits.take(15));
  const order = Uint8Array.from(trees.keys());
  for (let i = 0; i < chosen.length; i++) chosen[i] = toFront(order, bits.ones());
  for (let i = 0; i < trees.length; i++) trees[i] = new Tree(lengths(bits, size));
  const column = new Uint32Array(room);
  let count = 0;
  let run = 0;
  let place = 1;
  for (let group = 0; group < chosen.length; group++) {
    const tree = trees[chosen[group]];
    for (let i = 0; i < GROUP; i++) {
      const symbol = tree.read(bits);
      if (symbol === RUN_A || symbol === RUN_B) {
        run += place << symbol;
        place <<= 1;
        continue;
      }
      if (run) {
        column.fill(front[0], count, count + run);
        count += run;
        run = 0;
        place = 1;
      }
      if (symbol === size - 1) return [column, count];
      column[count++] = toFront(front, symbol - 1);
    }
  }
  throw new Error("the page is damaged: a block has no end");
}

/** Move what stands at a place to the front, and give it. */
function toFront(list, place) {
  const found = list[place];
  for (let i = place; i > 0; i--) list[i] = list[i - 1];
  list[0] = found;
  return found;
}

/** The bytes that occur, in order. */
function usedBytes(bits) {
  const found = [];
  const ranges = bits.take(16);
  for (let high = 0; high < 16; high++) {
    if (!((ranges >> (15 - high)) & 1)) continue;
    const used = bits.take(16);
    for (let low = 0; low < 16; low++) if ((used >> (15 - low)) & 1) found.push(16 * high + low);
  }
  return Uint8Array.from(found);
}

/** How many bits the code of each symbol has, each told by its step from the one before. */
function lengths(bits, size) {
  const found = new Uint8Array(size);
  let length = bits.take(5);
  for (let i = 0; i < size; i++) {
    while (bits.take(1)) length += bits.take(1) ? -1 : 1;
    found[i] = length;
  }
  return found;
}

/** A canonical Huffman code: symbols by the length of their codes, codes of one length one after another. */
class Tree {
  constructor(lengths) {
    this.symbols = Array.from(lengths.keys()).sort((a, b) => lengths[a] - lengths[b] || a - b);
    this.count = new Uint32Array(LONGEST + 1);
    for (const length of lengths) this.count[length]++;
  }

  read(bits) {
    let code = 0;
    let first = 0; // the first code of this length, and how many symbols have shorter ones
    let before = 0;
    for (let length = 1; length <= LONGEST; length++) {
      code |= bits.bit();
      const count = this.count[length];
      if (code - first < count) return this.symbols[before + code - first];
      before += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Error("the page is damaged: a code that nothing has");
  }
}

/** Follow the rotations from the first row on; four equal bytes tell by a fifth how many more there are. */
function unsort(column, count, first, out) {
  const begin = new Uint32Array(257);
  for (let i = 0; i < count; i++) begin[column[i] + 1]++;
  for (let byte = 0; byte < 256; byte++) begin[byte + 1] += begin[byte];
  for (let i = 0; i < count; i++) column[begin[column[i] & 255]++] |= i << 8;
  let at = column[first] >>> 8;
  let equal = 0;
  let last = -1;
  for (let i = 0; i < count; i++) {
    const row = column[at];
    const byte = row & 255;
    at = row >>> 8;
    if (equal === 4) {
      out.add(last, byte);
      equal = 0;
      last = -1;
      continue;
    }
    equal = byte === last ? equal + 1 : 1;
    last = byte;
    out.add(byte, 1);
  }
}

class Output {
  constructor() {
    this.held = new Uint8Array(1 << 16);
    this.size = 0;
  }

  add(byte, times) {
    while (this.size + times > this.held.length) {
      const more = new Uint8Array(2 * this.held.length);
      more.set(this.held);
      this.held = more;
    }
    for (let i = 0; i < times; i++) this.held[this.size++] = byte;
  }

  bytes() {
    return this.held.subarray(0, this.size);
  }
}
