// The page's words in the language that is chosen, and days as people write them.

import { UNKNOWN, dayOf, exactness } from "govkg/graph.js";

export class Words {
  constructor(texts, language) {
    this.texts = texts;
    this.language = language;
  }

  get column() {
    return this.language === "vi" ? 0 : 1;
  }

  /** A text by its key, {name} filled in. */
  say(key, values = {}) {
    return this.texts[key][this.column].replace(/\{(\w+)\}/g, (_, name) => this.number(values[name]));
  }

  number(value) {
    return typeof value === "number" ? value.toLocaleString(this.language) : String(value);
  }

  /** A time as exact as it is known: 6/1/2012, 1/2012 or 2012; 6 Jan 2012, Jan 2012 or 2012. */
  day(time) {
    const parts = { year: "numeric" };
    if (exactness(time) < 2) parts.month = this.language === "vi" ? "numeric" : "short";
    if (exactness(time) < 1) parts.day = "numeric";
    const date = new Date(dayOf(time) * 86400000);
    return new Intl.DateTimeFormat(this.language === "vi" ? "vi" : "en-GB", { ...parts, timeZone: "UTC" }).format(date);
  }

  /** "from – to" of two times, one of which may be unknown; null where both are. */
  stretch(from, to) {
    if (from === UNKNOWN && to === UNKNOWN) return null;
    if (from === to) return this.day(from);
    return `${from === UNKNOWN ? this.say("open_begin") : this.day(from)} – ${to === UNKNOWN ? this.say("open_end") : this.day(to)}`;
  }
}
