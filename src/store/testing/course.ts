import type { Course, Scenario } from '../../catalog/scenario.ts';

function scenario(number: number, policies: Readonly<Record<string, string>>): Scenario {
  return {
    id: `case-${number}`,
    step: String(number),
    label: `Case ${number}`,
    title: `Title ${number}`,
    summary: '',
    teaches: '',
    story: '',
    expectations: [],
    problems: [],
    policies: Object.entries(policies).map(([name, text]) => ({ name, text })),
  };
}

/** Three cases: no policy, two files, one file. */
export const course: Course = {
  id: 'demo',
  summary: '',
  title: 'Demo',
  stepName: 'Case',
  cluster: { name: 'cluster.yaml', text: 'kind: Pod\nmetadata:\n  namespace: shop\n' },
  layout: null,
  scenarios: [scenario(0, {}), scenario(1, { 'a.yaml': 'a1', 'b.yaml': 'b1' }), scenario(2, { 'a.yaml': 'a2' })],
};
