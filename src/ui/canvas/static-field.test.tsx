import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { build } from '../../graph/build.ts';
import { NOTHING } from '../../graph/picture.ts';
import { viewOf } from '../../graph/testing/demo.ts';
import { sceneOf } from './scene.ts';
import { StaticField } from './static-field.tsx';

const nothing = () => {};

function markupOf(number: number): string {
  const { picture } = build(viewOf(number));
  const scene = sceneOf({ picture, selection: NOTHING, highlight: null, hover: null, cursor: null }, null);
  const camera = {
    start: null,
    onInit: nothing,
    onViewport: nothing,
    keep: nothing,
    zoomBy: nothing,
    showAll: nothing,
    reveal: nothing,
    lookAt: nothing,
    lookAway: nothing,
  };
  return renderToStaticMarkup(
    <StaticField
      scene={scene}
      drawn={{ current: null }}
      sceneFor={() => scene}
      painting={{ newest: picture, brush: null }}
      start={{ x: 10, y: 20, zoom: 0.5 }}
      camera={camera}
      onSelect={nothing}
      onMoveCard={nothing}
      onMoveCardEnd={undefined}
      enter={nothing}
      leave={nothing}
    />,
  );
}

const count = (markup: string, part: string): number => markup.split(part).length - 1;

test('the first picture is whole: every card, line, label and cross, with what tests and screen readers look for', () => {
  const markup = markupOf(2);
  expect(count(markup, 'data-testid="endpoint"')).toBe(5);
  expect(count(markup, 'data-testid="flow"')).toBe(10);
  expect(count(markup, 'data-testid="flow-label"')).toBe(10);
  expect(count(markup, 'data-verdict="blocked"')).toBe(6);
  expect(count(markup, 'class="flow-parts flow-stops-')).toBe(6);
  expect(markup).toContain('mydummycrm-dev to mydummytask, 8080/TCP, blocked at the source, deny_all_egress.yaml line');
  expect(markup).toContain('translate(10px, 20px) scale(0.5)');
});
