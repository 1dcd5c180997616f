import type { MouseEvent } from 'react';
import type { FlowKey } from '../../graph/picture.ts';
import { NOTHING } from '../../graph/picture.ts';
import type { EndpointId } from '../../model/ids.ts';
import type { Hover } from './canvas-props.ts';
import { Card } from './card.tsx';
import type { FieldProps } from './field-props.ts';
import { FlowDrawing, FlowLabel } from './flow-drawing.tsx';
import { Frame } from './frame.tsx';
import type { SceneEdge, SceneNode } from './scene.ts';
import './static-field.css';

/**
 * The first picture: the same cards and lines at the same places as in `LiveField`, which is loaded meanwhile and
 * takes over. Everything can be selected and walked through; only the view cannot be dragged yet.
 */
export function StaticField({ scene, start, onSelect, enter, leave }: FieldProps) {
  const onMouseOver = ({ target }: MouseEvent) => {
    const part = partAt(target);
    if (part) enter(part);
    else leave();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the stage around it listens to the keys
    // biome-ignore lint/a11y/useKeyWithMouseEvents: fading is for the pointer; the focus has a ring of its own
    <div
      className="static-field"
      role="application"
      aria-label="Graph of the application"
      onClick={({ target }) => onSelect(partAt(target) ?? NOTHING)}
      onMouseOver={onMouseOver}
      onMouseLeave={leave}
    >
      <div
        className="static-field-view"
        style={{ transform: `translate(${start.x}px, ${start.y}px) scale(${start.zoom})` }}
      >
        {scene.edges.map((edge) => (
          <StillLine key={edge.id} edge={edge} />
        ))}
        {scene.edges.map(({ id, data }) => (
          <FlowLabel key={id} {...data} />
        ))}
        {scene.nodes.map((node) => (
          <StillNode key={node.id} node={node} />
        ))}
      </div>
    </div>
  );
}

function StillLine({ edge }: { readonly edge: SceneEdge }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the line inside has the name
    <svg className="static-field-line" style={{ zIndex: edge.zIndex }}>
      <g className={edge.className} role={edge.ariaRole} aria-label={edge.ariaLabel} {...edge.domAttributes}>
        <FlowDrawing {...edge.data} />
      </g>
    </svg>
  );
}

function StillNode({ node }: { readonly node: SceneNode }) {
  const { zIndex, width, height, position } = node;
  const style = { zIndex, width, height, transform: `translate(${position.x}px, ${position.y}px)` };
  if (node.type === 'frame') {
    return (
      <div className="static-field-node" style={style}>
        <Frame {...node.data} />
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is "group"
    <div
      className={`static-field-node ${node.className}`}
      role={node.ariaRole}
      aria-label={node.ariaLabel}
      style={style}
      {...node.domAttributes}
    >
      <Card {...node.data} />
    </div>
  );
}

/** The edge or the card that an element belongs to. */
function partAt(target: EventTarget): Hover | null {
  const part = target instanceof Element ? target.closest('[data-flow], [data-endpoint]') : null;
  const flow = part?.getAttribute('data-flow');
  const endpoint = part?.getAttribute('data-endpoint');
  if (flow) return { kind: 'flow', flow: flow as FlowKey };
  return endpoint ? { kind: 'endpoint', endpoint: endpoint as EndpointId } : null;
}
