// Names made comparable: what people type in a hurry finds what is written with care.

/** Lower case, no diacritics, đ as d, words by single spaces. "Bộ Y tế" -> "bo y te". */
export function bare(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .replace(/đ/g, "d")
    .replace(/[^\p{L}\p{N}\n]+/gu, " ")
    .trim();
}
