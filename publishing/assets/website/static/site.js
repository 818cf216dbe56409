// What is wider than its box can be scrolled by keyboard too, and says to a screen reader what it is. Only then: a stop
// of the Tab key at every table would be in the way.
const WIDE = '.table-wrapper, .math-wrapper, .picture, .highlight pre, .output pre';

function name(box) {
  const own = box.querySelector('caption')?.innerText;
  const headings = [...document.querySelectorAll('article h1, article h2, article h3')];
  const above = headings.filter(one => one.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
  return own || above?.firstChild.textContent || document.title;
}

function mark(box, place) {
  const wide = box.scrollWidth > box.clientWidth + 1;
  if (wide === box.hasAttribute('tabindex')) return;
  for (const [attribute, value] of [['tabindex', '0'], ['role', 'region'], ['aria-label', `${name(box)} (${place + 1})`]])
    wide ? box.setAttribute(attribute, value) : box.removeAttribute(attribute);
}

const boxes = [...document.querySelectorAll(WIDE)];
const watcher = new ResizeObserver(() => boxes.forEach(mark));
boxes.forEach(box => watcher.observe(box));
