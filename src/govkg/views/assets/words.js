// The page's words in the language that is chosen, and days as people write them.

import { UNKNOWN, isoOf } from "govkg/graph.js";

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

  /** A time of a column, as exact as it is known: 06/01/2012, 01/2012 or 2012; 6 Jan 2012, Jan 2012 or 2012. */
  day(time) {
    return this.date(isoOf(time));
  }

  /** The same of a partial ISO date; what is none stays as it is. */
  date(iso) {
    if (!/^\d{4}(-\d\d){0,2}$/.test(iso)) return iso;
    if (this.language === "vi") return iso.split("-").reverse().join("/");
    const parts = { year: "numeric", month: iso.length > 4 ? "short" : undefined, day: iso.length > 7 ? "numeric" : undefined };
    return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" }).format(new Date(iso));
  }

  /** "from – to" of two times, one of which may be unknown; null where both are. */
  stretch(from, to) {
    if (from === UNKNOWN && to === UNKNOWN) return null;
    if (from === to) return this.day(from);
    return `${from === UNKNOWN ? this.say("open_begin") : this.day(from)} – ${to === UNKNOWN ? this.say("open_end") : this.day(to)}`;
  }
}
