import { loadAll } from 'js-yaml';
import type { EndpointId } from '../model/ids.ts';
import { holds, PORT_PROTOCOLS } from '../sets/connections.ts';
import type { Simulation } from '../simulation.ts';
import { passageOf } from '../verdicts/passage.ts';
import { toYaml } from './generate.ts';
import { interestingPorts } from './interesting-ports.ts';
import { naiveEvaluator } from './naive/naive-evaluator.ts';
import type { Manifest } from './naive/world.ts';

/**
 * One line for each protocol, port and pair on which a simulation of these objects and the evaluator that was written
 * from the specifications disagree. What is worked out for whole clusters must say what each pair gets, too.
 */
export function differencesFromNaive(simulation: Simulation, objects: readonly Manifest[]): readonly string[] {
  const naivelyAllowed = naiveEvaluator(loadAll(toYaml(objects)) as readonly Manifest[]);
  const ports = interestingPorts(objects);
  const endpoints = new Map(simulation.cluster.endpoints.map((endpoint) => [endpoint.id, endpoint]));
  const passage = passageOf(simulation.evaluation);
  return pairsOf(simulation).flatMap(([from, to]) => {
    const { allowed } = simulation.verdict(from, to);
    const [source, destination] = [endpoints.get(from), endpoints.get(to)];
    const isOne =
      source && destination && JSON.stringify(passage.allowed(source, destination)) === JSON.stringify(allowed);
    const lines = isOne ? [] : [`${from} → ${to}: tables say another thing than the verdict`];
    return lines.concat(
      PORT_PROTOCOLS.flatMap((protocol) =>
        ports.flatMap((port) => {
          const engine = holds(allowed, protocol, port);
          const naive = naivelyAllowed(from, to, protocol, port);
          if (engine === naive) return [];
          return [`${from} → ${to} ${port}/${protocol}: ${said(engine)}, should be ${said(naive)}`];
        }),
      ),
    );
  });
}

function said(allowed: boolean): string {
  return allowed ? 'allowed' : 'blocked';
}

/** Every ordered pair of two different endpoints of which at least one is in the cluster. */
export function pairsOf({ cluster: { endpoints } }: Simulation): readonly (readonly [EndpointId, EndpointId])[] {
  return endpoints.flatMap((from) =>
    endpoints
      .filter((to) => from !== to && !(from.kind === 'external' && to.kind === 'external'))
      .map((to) => [from.id, to.id] as const),
  );
}
