import type { Endpoint, Flow } from '../model/cluster.ts';
import type { Problem } from '../model/problem.ts';
import type { ClusterDraft, FlowDraft, ServiceDraft } from './resource-kind.ts';
import { type Backend, serviceName, translatePort } from './services.ts';

const SERVICE_PREFIX = 'service:';

/** Flows between endpoints. A flow to a Service becomes one to each of its backends, at the port translated for it. */
export function resolveFlows(
  draft: ClusterDraft,
  endpoints: readonly Endpoint[],
): { readonly flows: readonly Flow[]; readonly problems: readonly Problem[] } {
  const byId = new Map(endpoints.map((endpoint) => [endpoint.id as string, endpoint]));
  const services = new Map(draft.services.map((service) => [serviceName(service), service]));
  const flows: Flow[] = [];
  const problems: Problem[] = [];
  for (const each of draft.flows) {
    const { ends, ...flow } = each;
    const from = byId.get(flow.from);
    if (!from) problems.push(unknownEnd(each, flow.from, ends.from));
    const to = byId.get(flow.to);
    const service = services.get(flow.to.replace(SERVICE_PREFIX, ''));
    if (from && to) flows.push({ ...flow, from: from.id, to: to.id, via: null });
    else if (from && service) flows.push(...viaService(each, from, service, draft, endpoints, problems));
    else if (!to && !service) problems.push(unknownEnd(each, flow.to, ends.to));
  }
  return { flows, problems };
}

function viaService(
  { ends, ...flow }: FlowDraft,
  from: Endpoint,
  service: ServiceDraft,
  draft: ClusterDraft,
  endpoints: readonly Endpoint[],
  problems: Problem[],
): readonly Flow[] {
  const via = `${serviceName(service)}:${flow.port}`;
  const flows = endpoints.flatMap((endpoint): readonly Flow[] => {
    if (endpoint === from) return [];
    const port = translatePort(service, flow.port, flow.protocol, backendOf(endpoint), draft);
    return port === null ? [] : [{ ...flow, from: from.id, to: endpoint.id, port, via }];
  });
  if (flows.length === 0) {
    const message = `Nothing is behind the Service ${serviceName(service)} at ${flow.port}/${flow.protocol}, so the flow ${flow.name} is left out.`;
    problems.push({ code: 'unknown-endpoint', severity: 'warning', message, origin: ends.to });
  }
  return flows;
}

/** What a Service looks at. */
export function backendOf(endpoint: Endpoint): Backend {
  const { addresses } = endpoint;
  switch (endpoint.kind) {
    case 'workload':
    case 'host-network':
      return { addresses, namespace: endpoint.namespace, labels: endpoint.labels, ports: endpoint.ports };
    case 'host':
    case 'external':
      return { addresses, namespace: null, labels: {}, ports: [] };
    default:
      return unreachable(endpoint);
  }
}

function unknownEnd({ name }: FlowDraft, end: string, origin: Problem['origin']): Problem {
  const message = `No endpoint is called "${end}", so the flow ${name} is left out.`;
  return { code: 'unknown-endpoint', severity: 'error', message, origin };
}

function unreachable(value: never): never {
  throw new Error(`no such endpoint: ${JSON.stringify(value)}`);
}
