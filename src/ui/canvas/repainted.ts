import type { Scene, SceneEdge } from './scene.ts';

/**
 * The edges that look different in the new scene; null where more differs than how edges look: cards, what is drawn at
 * all, lines that take another way, or what was predicted. That has to be rendered.
 */
export function repainted(before: Scene | null, now: Scene): readonly SceneEdge[] | null {
  if (before === null || before.nodes !== now.nodes || before.edges.length !== now.edges.length) return null;
  const changed: SceneEdge[] = [];
  for (const [i, edge] of now.edges.entries()) {
    const old = before.edges[i];
    if (old === edge) continue;
    if (old === undefined || !differsInLooks(old, edge)) return null;
    changed.push(edge);
  }
  return changed;
}

function differsInLooks(old: SceneEdge, now: SceneEdge): boolean {
  const [a, b] = [old.data.edge, now.data.edge];
  return (
    old.id === now.id &&
    old.data.faded === now.data.faded &&
    old.data.selected === now.data.selected &&
    old.zIndex === now.zIndex &&
    old.domAttributes?.tabIndex === now.domAttributes?.tabIndex &&
    a.points === b.points &&
    a.role === b.role &&
    a.answer === null &&
    b.answer === null &&
    a.verdict !== 'hidden' &&
    b.verdict !== 'hidden'
  );
}
