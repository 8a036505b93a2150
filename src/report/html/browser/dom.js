const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes, over text and other elements: text is never read as HTML. */
export function el(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for pictures. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  element.append(...children.flat(Number.POSITIVE_INFINITY).filter((each) => each !== null));
  return element;
}

/** `1 pod`, `2 pods`. */
export function count(number, noun) {
  return `${number} ${number === 1 ? noun : `${noun}s`}`;
}

export function code(text) {
  return el('code', {}, text);
}
