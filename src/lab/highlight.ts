import type { Highlight } from '../graph/picture.ts';
import { flowKey } from '../graph/picture.ts';
import type { Endpoint } from '../model/cluster.ts';
import type { EndpointId } from '../model/ids.ts';
import type { Origin } from '../model/origin.ts';
import { DIRECTIONS, type Direction, type Policy, type Rule } from '../model/policy.ts';
import type { Selector } from '../model/selector.ts';
import type { SourceFile } from '../model/source.ts';
import { selects } from '../selectors/selects.ts';
import type { JudgedFlow, Simulation } from '../simulation.ts';
import { linesOf } from './lines.ts';
import type { Cursor } from './question.ts';

/** With more flows, those that a rule matches stand for those that it decides: to explain each takes too long. */
const EXPLAINED = 120;

/**
 * What a line of a policy is about: whom it selects, or what its rule decides and whom it matches.
 * null: it is about nothing that could be lit.
 */
export function highlightOf(
  simulation: Simulation,
  sources: readonly SourceFile[],
  cursor: Cursor | null,
): Highlight | null {
  const file = sources.find(({ name }) => name === cursor?.file);
  if (file === undefined || cursor === null) return null;
  const { line } = cursor;
  const lines = linesOf(file.text);
  const on = ({ file: name, start, end }: Origin) =>
    name === file.name && lines.placeOf(start).line <= line && line <= lines.placeOf(Math.max(start, end - 1)).line;
  const startsOn = (origin: Origin) => on(origin) && lines.placeOf(origin.start).line === line;

  for (const policy of simulation.tiers.flatMap((tier) => tier.policies)) {
    if (policy.origin.file !== file.name) continue;
    if (on(policy.subjectOrigin)) return litBySubject(simulation, policy, DIRECTIONS);
    for (const direction of DIRECTIONS) {
      const rule = policy.governs[direction]?.rules.find(({ origin }) => on(origin));
      if (rule) return litByRule(simulation, policy, direction, rule, on);
    }
    const governing = DIRECTIONS.filter((direction) => {
      const governed = policy.governs[direction];
      return governed !== null && startsOn(governed.origin);
    });
    if (governing.length > 0) return litBySubject(simulation, policy, governing);
  }
  return null;
}

/** Whom the policy selects, and the flows that it has a say in. */
function litBySubject(simulation: Simulation, policy: Policy, directions: readonly Direction[]): Highlight | null {
  const subjects = new Set(simulation.subjectsOf(policy.id));
  const governed = directions.filter((direction) => policy.governs[direction] !== null);
  const flows = simulation.flows.filter((judged) =>
    governed.some((direction) => subjects.has(endsOf(judged, direction).own)),
  );
  return lit(subjects, flows);
}

/** The flows that the rule decides, with whom it matches; on a line about peers only those that the line matches. */
function litByRule(
  simulation: Simulation,
  policy: Policy,
  direction: Direction,
  rule: Rule,
  on: (origin: Origin) => boolean,
): Highlight | null {
  const subjects = new Set(simulation.subjectsOf(policy.id));
  const meant = mentions(rule.peer, on) ? narrowed(rule.peer, on) : rule.peer;
  const peers = new Set(matched(simulation.cluster.endpoints, meant));
  const isExplained = simulation.flows.length <= EXPLAINED;
  const flows = simulation.flows.filter((judged) => {
    const { own, other } = endsOf(judged, direction);
    if (!subjects.has(own) || !peers.has(other)) return false;
    return !isExplained || isDecidedBy(simulation, judged, direction, rule);
  });
  return peers.size === 0 ? null : lit(new Set([...subjects, ...peers]), flows);
}

function isDecidedBy(simulation: Simulation, { flow }: JudgedFlow, direction: Direction, rule: Rule): boolean {
  const { file, start, end } = rule.origin;
  return simulation
    .explain(flow)
    .ends.filter((one) => one.direction === direction)
    .flatMap((one) => one.paragraphs)
    .some(
      ({ role, origin }) =>
        role === 'decides' && origin?.file === file && origin.start >= start && origin.start < Math.max(end, start + 1),
    );
}

/** The end that a policy for this direction selects, and the one that its rules match. */
function endsOf({ flow }: JudgedFlow, direction: Direction) {
  return direction === 'egress' ? { own: flow.from, other: flow.to } : { own: flow.to, other: flow.from };
}

function lit(endpoints: ReadonlySet<EndpointId>, flows: readonly JudgedFlow[]): Highlight | null {
  if (endpoints.size === 0) return null;
  return { endpoints, flows: new Set(flows.map(({ flow }) => flowKey(flow))) };
}

function matched(endpoints: readonly Endpoint[], selector: Selector): readonly EndpointId[] {
  return endpoints.filter((endpoint) => selects(selector, endpoint)).map(({ id }) => id);
}

/** Of alternatives only those that the line is part of. */
function narrowed(selector: Selector, on: (origin: Origin) => boolean): Selector {
  if (selector.op !== 'and' && selector.op !== 'or') return selector;
  const hit = selector.operands.filter((operand) => mentions(operand, on)).map((operand) => narrowed(operand, on));
  if (selector.op === 'or') return { op: 'or', operands: hit };
  return { op: 'and', operands: [...selector.operands.filter((operand) => !mentions(operand, on)), ...hit] };
}

function mentions(selector: Selector, on: (origin: Origin) => boolean): boolean {
  if ('origin' in selector) return on(selector.origin);
  if ('operands' in selector) return selector.operands.some((operand) => mentions(operand, on));
  return 'operand' in selector && mentions(selector.operand, on);
}
