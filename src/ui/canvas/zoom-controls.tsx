import { Maximize, Minus, Plus } from 'lucide-react';
import './zoom-controls.css';

export interface ZoomControlsProps {
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
}

export function ZoomControls({ onZoom, onFit }: ZoomControlsProps) {
  return (
    <fieldset className="zoom-controls" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => onZoom(1.25)}>
        <Plus size={16} aria-hidden />
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => onZoom(1 / 1.25)}>
        <Minus size={16} aria-hidden />
      </button>
      <button type="button" aria-label="Show everything" title="Show everything" onClick={onFit}>
        <Maximize size={16} aria-hidden />
      </button>
    </fieldset>
  );
}
