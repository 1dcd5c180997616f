import { createContext } from 'react';

/** How much thicker strokes, heads and crosses are drawn: for the last row in presenter mode. */
export const StrokeScale = createContext(1);
export const PRESENTER_STROKES = 1.45;
