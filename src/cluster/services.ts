import type { ContainerPort, Endpoint, ServiceMembership } from '../model/cluster.ts';
import { type ConnectionSet, connections, NO_CONNECTIONS, type PortProtocol, union } from '../sets/connections.ts';
import type { ClusterDraft, ServiceDraft, ServicePort } from './resource-kind.ts';

/** What is known of an endpoint before its Services are. */
export type Backend = Pick<Endpoint, 'addresses'> & {
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ContainerPort[];
};

/** The Services that an endpoint is behind. */
export function membershipsOf(backend: Backend, draft: ClusterDraft): readonly ServiceMembership[] {
  return draft.services.flatMap((service): readonly ServiceMembership[] => {
    const name = serviceName(service);
    if (!isBehind(service, backend, draft)) return [];
    const ports = service.ports.reduce(
      (sum, port) => union(sum, targetOf(service, port, backend, draft)),
      NO_CONNECTIONS,
    );
    return [{ service: name, ports }];
  });
}

/**
 * The port of a backend that a connection to a port of a Service ends at, after translation; null: at none.
 * A node port leads to the same backends. A headless Service translates nothing.
 * https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function translatePort(
  service: ServiceDraft,
  port: number,
  protocol: PortProtocol,
  backend: Backend,
  draft: ClusterDraft,
): number | null {
  if (!isBehind(service, backend, draft)) return null;
  if (service.isHeadless) return port;
  const entry = service.ports.find(
    (each) => each.protocol === protocol && (each.port === port || each.nodePort === port),
  );
  return entry ? (targetOf(service, entry, backend, draft)[protocol]?.[0]?.[0] ?? null) : null;
}

export function serviceName({ namespace, name }: ServiceDraft): string {
  return `${namespace}/${name}`;
}

function isBehind(service: ServiceDraft, backend: Backend, draft: ClusterDraft): boolean {
  if (service.selector === null) return listings(service, backend, draft).length > 0;
  const wanted = Object.entries(service.selector);
  return (
    backend.namespace === service.namespace &&
    wanted.length > 0 &&
    wanted.every(([key, value]) => backend.labels[key] === value)
  );
}

function listings(service: ServiceDraft, backend: Backend, draft: ClusterDraft): ClusterDraft['backends'] {
  return draft.backends.filter(
    (listing) =>
      listing.service === serviceName(service) && listing.addresses.some((ip) => backend.addresses.includes(ip)),
  );
}

function targetOf(service: ServiceDraft, entry: ServicePort, backend: Backend, draft: ClusterDraft): ConnectionSet {
  const { protocol, targetPort } = entry;
  if (service.selector === null) {
    const listed = listings(service, backend, draft)
      .flatMap(({ ports }) => ports)
      .find((port) => port.protocol === protocol && port.name === entry.name);
    return listed ? connections(protocol, [[listed.port, listed.port]]) : NO_CONNECTIONS;
  }
  if (typeof targetPort === 'number') return connections(protocol, [[targetPort, targetPort]]);
  const named = backend.ports.find((port) => port.name === targetPort && port.protocol === protocol);
  return named ? connections(protocol, [[named.port, named.port]]) : NO_CONNECTIONS;
}
