// What YASGUI leaves out: names for its controls, words in the reader's language, and links that stay here.

import { say } from "./words.js";

const ID = "https://w3id.org/govkg/id/";
const WORDED = ["title", "aria-label", "placeholder"];
const CONTROLS = "input:not([type=hidden]), select, textarea";

/** Mend what is there, and whatever is drawn later. */
export function mend(place) {
  const tabs = document.createElement("div");
  tabs.setAttribute("role", "tablist");
  tabs.setAttribute("aria-label", say("Queries"));
  place.prepend(tabs);
  const all = (root) => {
    translate(root);
    const elements = root.nodeType === Node.ELEMENT_NODE ? [root, ...root.querySelectorAll("*")] : [];
    for (const element of elements) one(element);
  };
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) all(node);
    for (const control of place.querySelectorAll(CONTROLS)) name(control);
    own(tabs, place);
  }).observe(place, { childList: true, subtree: true });
  all(place);
  own(tabs, place);
}

/** A list of tabs may hold tabs alone, and theirs also holds the button for a new one: so another element owns them. */
function own(tabs, place) {
  place.querySelector(".tabsList")?.setAttribute("role", "presentation");
  const ids = [...place.querySelectorAll(".tabsList [role=tab]")].map((tab) => tab.id).join(" ");
  if (tabs.getAttribute("aria-owns") !== ids) tabs.setAttribute("aria-owns", ids);
}

function one(element) {
  for (const attribute of WORDED) {
    const text = element.getAttribute(attribute);
    if (text && say(text) !== text) element.setAttribute(attribute, say(text));
  }
  if (element.matches("a.yasr_external_ref_btn")) element.remove(); // a manual at a stranger's address
  else if (element.matches("a.iri")) link(element);
  else if (element.matches("option[value='application/rdf+json']")) replace(element, "application/ld+json", "JSON-LD");
  else if (element.matches(".closeTab, .tab input")) element.setAttribute("tabindex", "-1");
  else if (element.matches(".CodeMirror-scroll")) element.tabIndex = 0; // a long query is scrolled by keyboard, too
  else if (element.matches(CONTROLS)) name(element);
  else if (element.matches(".yasr_results")) region(element);
  else if (element.matches("th") && !element.textContent.trim()) number(element);
}

/** A form of graphs that the server has, for one that it has not. */
function replace(option, value, label) {
  option.value = value;
  option.textContent = label;
}

/** A control without a name takes that of the words beside it. */
function name(control) {
  if (control.labels?.length || control.getAttribute("aria-label")) return;
  const beside = control.closest(".selector, .requestConfigWrapper, .pageSizeWrapper, label, .autocompleteWrapper, .tab, .urlItem");
  const words = beside?.querySelector("label, .label, .pageSizerLabel, span")?.textContent.trim().replace(/:$/, "");
  control.setAttribute("aria-label", words || control.title || control.placeholder || say("Value"));
}

/** The column of the numbers of the rows has a name, too. */
function number(heading) {
  const words = document.createElement("span");
  words.className = "hidden";
  words.textContent = say("Row");
  heading.append(words);
}

/** Results wider than the screen are scrolled, also by keyboard. */
function region(results) {
  results.tabIndex = 0;
  results.setAttribute("role", "region");
  results.setAttribute("aria-label", say("Results"));
}

/** An entity of ours has a page here. */
function link(anchor) {
  if (!anchor.href.startsWith(ID)) return;
  anchor.href = `/id/${anchor.href.slice(ID.length)}`;
  anchor.target = "_self";
}

function translate(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = root.nodeType === Node.TEXT_NODE ? root : walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest("td, .CodeMirror-lines, pre, svg")) continue;
    const told = say(node.nodeValue.trim());
    if (told !== node.nodeValue.trim()) node.nodeValue = node.nodeValue.replace(node.nodeValue.trim(), () => told);
  }
}
