// Deals what the notebook's tags hold together out to slides that are each as large as the screen, then starts reveal.js.
// It measures where the slides are shown, so that fonts and widths are the ones that will be seen.
"use strict";

(() => {  // names of its own: reveal.js needs window.open and the like as they are
  const BOTTOM = 684, RIGHT = 1240, WIDTH = 1200;  // where content ends on a slide of 1280 × 720, and how wide it is
  const HALF = 360;  // a page that ends above this is set in larger type
  const LITTLE = 230;  // a page that ends above this goes back on the page before, if that holds it
  const SMALLEST = 0.7;  // of a picture's size, where a long heading leaves it less room
  const deck = document.querySelector(".slides");
  const sources = [...deck.children];
  let stack, pages, notes;  // of the source being dealt: where its pages go; they; notes that are not yet on one
  let heading;  // that stands above what is being dealt

  const isHeading = part => /^H[1-6]$/.test(part.tagName);
  const isNote = part => part.tagName === "ASIDE";
  const isWrapper = part => part.matches("div:not(.code, .beside)");
  const isBare = (page, but) => [...page.children].every(part => isHeading(part) || isNote(part) || part === but);

  function make(name, kind, ...children) {
    const made = document.createElement(name);
    made.className = kind;
    made.append(...children);
    return made;
  }

  const inside = (part, kind) => [...(part.matches(kind) ? [part] : []), ...part.querySelectorAll(kind)];

  // Whether everything on the page lies inside its margins.
  function fits(page) {
    const frame = page.getBoundingClientRect();
    return [...page.querySelectorAll(":scope > :not(aside), table, math > *, pre, img")].every(part => {
      const box = part.getBoundingClientRect();
      return box.bottom - frame.top <= BOTTOM && box.right - frame.left <= RIGHT;
    });
  }

  // A page under the heading that stands above; reading goes on there.
  function turn() {
    const page = make("section", "page");
    if (heading) {
      const again = make("h2", "", ...heading.cloneNode(true).childNodes);
      again.append(" ", make("small", "", `(${deck.dataset.continued})`));
      page.append(again);
      page.classList.add("more");
    }
    return add(page);
  }

  function add(page) {
    stack.append(page);
    pages.push(page);
    return page;
  }

  function head(part) {
    const above = pages.at(-1);
    if (above && isBare(above)) above.append(part);
    else add(make("section", "page", part));
    heading = part;
  }

  // Puts a part on the last page or on a new one; gives back the pieces of it that are still to be placed.
  function place(part) {
    const page = pages.at(-1);
    page.append(part);
    for (const formula of inside(part, "math"))
      if (formula.firstElementChild.getBoundingClientRect().width > WIDTH) formula.classList.add("wide");
    if (fits(page)) return settle(page);
    if (isBare(page, part)) return divide(page, part);
    const next = turn();
    next.append(part);
    if (fits(next)) return settle(next);
    if (!isWrapper(part)) return divide(next, part);
    pages.pop().remove();
    return unwrap(part);
  }

  // Whether a page holds what is on it in another size of type, "tight" or "spacious"; then it keeps that size.
  function fitsAs(size, page) {
    const before = page.className;
    page.classList.add(size);
    if (fits(page)) return true;
    page.className = before;
    return false;
  }

  function settle(page) {
    page.append(...notes.splice(0));
    return [];
  }

  function unwrap(part) {
    const children = [...part.children];
    part.remove();
    return children;
  }

  // A part that is larger than a page: its pieces; or the part itself, made smaller, where it has none.
  function divide(page, part) {
    if (part.querySelector(":scope > [role=note]") && fitsAs("tight", page)) return settle(page);
    if (isWrapper(part)) return unwrap(part);
    if (part.tagName === "TABLE") {
      const wide = part.getBoundingClientRect().right - page.getBoundingClientRect().left > RIGHT;
      return wide ? columns(page, part) : runs(page, part, part.tBodies[0]);
    }
    if (part.matches("ul, ol, blockquote")) return runs(page, part, part);
    inside(part, "img").forEach(picture => shrink(page, picture));
    return settle(page);
  }

  // A list's items or a table's rows, evenly on as few pages as they need; each piece repeats what stands around them.
  function runs(page, whole, list) {
    const items = [...list.children];
    const first = Number(whole.getAttribute("start") ?? 1);
    list.replaceChildren();
    const most = items.findIndex(item => { list.append(item); return !fits(page); });
    list.replaceChildren();
    if (most < 1) {
      list.append(...items);
      return settle(page);
    }
    whole.remove();
    const each = Math.ceil(items.length / Math.ceil(items.length / most));
    const pieces = [];
    for (let from = 0; from < items.length; from += each) {
      const piece = whole.cloneNode(true);
      (piece.querySelector("tbody") ?? piece).append(...items.slice(from, from + each));
      if (piece.tagName === "OL") piece.start = first + from;
      pieces.push(piece);
    }
    return pieces;
  }

  // A table too wide for the page: two tables, each with the first column.
  function columns(page, table) {
    const count = table.rows[0].cells.length;
    if (count < 3) return settle(page);
    table.remove();
    const middle = Math.ceil((count - 1) / 2);
    return [[1, middle], [middle + 1, count - 1]].map(([from, to]) => {
      const half = table.cloneNode(true);
      for (const row of half.rows)
        [...row.cells].forEach((cell, place) => { if (place && (place < from || place > to)) cell.remove(); });
      return half;
    });
  }

  function shrink(page, picture) {
    const over = page.lastElementChild.getBoundingClientRect().bottom - page.getBoundingClientRect().top - BOTTOM;
    const share = Math.max(SMALLEST, (picture.height - over) / picture.height);
    [picture.width, picture.height] = [Math.floor(picture.width * share), Math.floor(picture.height * share)];
  }

  function deal(source) {
    [stack, pages, notes] = [deck.lastElementChild, [], []];
    const parts = [...source.children];
    if (!isHeading(parts.find(part => !isNote(part)))) turn();
    while (parts.length) {
      const part = parts.shift();
      if (isNote(part)) notes.push(part);
      else if (isHeading(part)) head(part);
      else parts.unshift(...place(part));
    }
    settle(pages.at(-1));
    pages[0].id = source.id;
    join(pages);
    pages.filter(page => !page.querySelector("img") && used(page) < HALF).forEach(page => fitsAs("spacious", page));
    carry(pages);
  }

  // A page with hardly anything on it goes back on the page before, where that holds both in smaller type.
  function join(pages) {
    for (let place = pages.length - 1; place > 0; place--) {
      const [before, page] = pages.slice(place - 1, place + 1);
      const moved = [...page.children].filter(part => !isHeading(part));
      if (!page.classList.contains("more") || before.querySelector("img") || used(page) > LITTLE) continue;
      before.append(...moved);
      if (fitsAs("tight", before)) pages.splice(place, 1)[0].remove();
      else page.append(...moved);
    }
  }

  // Where the content of a page ends.
  function used(page) {
    const ends = [...page.children].map(part => part.getBoundingClientRect().bottom);
    return Math.max(...ends) - page.getBoundingClientRect().top;
  }

  // A page without notes of its own keeps those of the page before: what they say still holds.
  function carry(pages) {
    pages.slice(1).forEach((page, place) => {
      const before = pages[place].querySelectorAll("aside");
      if (!page.querySelector("aside")) page.append(...[...before].map(note => note.cloneNode(true)));
    });
  }

  function dealAll() {
    deck.replaceChildren();
    deck.classList.add("measuring");
    for (const source of sources) {
      if (source.dataset.starts === "slide") deck.append(document.createElement("section"));
      deal(source);
    }
    deck.classList.remove("measuring");
  }

  async function start() {
    await Promise.all(["", "italic ", "600 "].map(style => document.fonts.load(`${style}30px "Source Sans Pro"`)));
    dealAll();
    await Reveal.initialize({
      width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 6, center: false, hash: true, slideNumber: "c/t",
      navigationMode: "linear", transition: "none", backgroundTransition: "none", pdfSeparateFragments: false,
      pdfMaxPagesPerSlide: 1, plugins: [RevealNotes],
    });
  }

  start();
})();
