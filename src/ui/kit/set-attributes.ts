/** As React sets it; undefined: it has no such attribute. */
export function setAttribute(element: Element, name: string, value: string | number | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== `${value}`) element.setAttribute(name, `${value}`);
}

/** Of what the graph library puts on an element, all that tells what it shows. */
export function setData(element: Element, attributes: object | undefined): void {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('data-')) setAttribute(element, name, value);
  }
}
