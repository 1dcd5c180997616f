/** The first picture goes first: what it does not need is asked for once the page has been painted. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    // A page in the background is never painted.
    setTimeout(resolve, 500);
  });
}
