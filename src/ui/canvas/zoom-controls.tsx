import { Maximize, Minus, Plus, RotateCcw } from 'lucide-react';
import { useRef } from 'react';
import './zoom-controls.css';

export interface ZoomControlsProps {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onPutBack: (() => void) | undefined;
}

export function ZoomControls({ onZoom, onFit, onPutBack }: ZoomControlsProps) {
  const fit = useRef<HTMLButtonElement>(null);
  return (
    <fieldset className="zoom-controls" aria-label="View">
      {onPutBack && (
        <button
          type="button"
          aria-label="Reset layout"
          data-tip="Reset layout"
          onClick={() => {
            // The button goes with what it does; the focus stays in its row.
            fit.current?.focus();
            onPutBack();
          }}
        >
          <RotateCcw size={16} aria-hidden />
        </button>
      )}
      <button type="button" aria-label="Zoom in" data-tip="Zoom in" onClick={() => onZoom(1.25)}>
        <Plus size={16} aria-hidden />
      </button>
      <button type="button" aria-label="Zoom out" data-tip="Zoom out" onClick={() => onZoom(1 / 1.25)}>
        <Minus size={16} aria-hidden />
      </button>
      <button ref={fit} type="button" aria-label="Show everything" data-tip="Show everything" onClick={onFit}>
        <Maximize size={16} aria-hidden />
      </button>
    </fieldset>
  );
}
