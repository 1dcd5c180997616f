import { Boxes, Layers } from 'lucide-react';
import { memo } from 'react';
import type { FrameData } from './scene.ts';
import './frame.css';

/** The cluster's frame, or a namespace's box. */
export const Frame = memo(function Frame({ title, kind }: FrameData) {
  const Icon = kind === 'cluster' ? Boxes : Layers;
  return (
    <div className={`frame frame-${kind}`}>
      <div className="frame-title">
        <Icon className="frame-icon" size={12} strokeWidth={2.25} aria-hidden />
        <span>{title}</span>
      </div>
    </div>
  );
});
