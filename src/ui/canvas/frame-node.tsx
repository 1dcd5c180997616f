import { Boxes, Layers } from 'lucide-react';
import { memo } from 'react';
import type { NodeProps } from 'reactflow';
import type { FrameNode as FrameNodeType } from './scene.ts';
import './frame-node.css';

/** The cluster's frame, or a namespace's box. */
export const FrameNode = memo(function FrameNode({ data }: NodeProps<FrameNodeType>) {
  const Icon = data.kind === 'cluster' ? Boxes : Layers;
  return (
    <div className={`frame frame-${data.kind}`}>
      <div className="frame-title">
        <Icon className="frame-icon" size={12} strokeWidth={2.25} aria-hidden />
        <span>{data.title}</span>
      </div>
    </div>
  );
});
