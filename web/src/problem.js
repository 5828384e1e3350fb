// An error as words instead of JSON: what the server says, and where in the query.

import { say } from "./words.js";

/** A renderer of errors for YASR: undefined leaves the error to the next one. */
export async function problem(error) {
  let told;
  try {
    told = JSON.parse(error.text);
  } catch {
    return undefined;
  }
  if (!told?.title) return undefined;
  const place = document.createElement("div");
  place.className = "failure";
  place.setAttribute("role", "alert");
  const title = document.createElement("strong");
  title.textContent = `${say(told.title)}${told.line ? ` (${say("line")} ${told.line}, ${say("column")} ${told.column ?? 1})` : ""}`;
  const detail = document.createElement("p");
  detail.lang = "en";
  detail.textContent = told.detail ?? "";
  place.append(title, detail);
  return place;
}
