/** So long a page waits for its first picture before it goes on without one. In milliseconds. */
const PATIENCE = 2000;
/** A page in the background is never painted. In milliseconds. */
const UNPAINTED = 500;

let tellDrawn = () => {};
const drawn = new Promise<void>((resolve) => {
  tellDrawn = resolve;
});

/** The graph stands in the document for the first time. */
export function pictureIsDrawn(): void {
  tellDrawn();
}

/** The first picture goes first: what it does not need is asked for once the picture has been painted. */
export async function afterPaint(): Promise<void> {
  await Promise.race([drawn, after(PATIENCE)]);
  await Promise.race([new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))), after(UNPAINTED)]);
}

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
