import { at, entries, field, items, type MapNode, type Node, text, whole } from '../../documents/node.ts';
import type { Report } from '../../documents/report.ts';
import { BUILT_IN_TIERS } from '../tiers.ts';

// What no schema can say of a whole spec, as Calico's own checks have it:
// https://github.com/projectcalico/calico/blob/master/libcalico-go/lib/validator/v3/validator.go

/** What only the whole spec of a policy tells. */
export function checkSpec(spec: MapNode, report: Report): void {
  const types = items(field(spec, 'types'));
  const twice = types.find((type, index) => types.slice(0, index).some((other) => text(other) === text(type)));
  if (twice) report.add('bad-value', `${text(twice)} is among the types already.`, twice);

  for (const rule of items(field(spec, 'ingress'))) {
    const services = field(field(rule, 'destination'), 'services');
    if (services) report.add('bad-value', "services can only be an ingress rule's source.", services);
  }
  for (const rule of items(field(spec, 'egress'))) {
    const services = field(field(rule, 'source'), 'services');
    if (services) report.add('bad-value', "services can only be an egress rule's destination.", services);
    const http = field(rule, 'http');
    if (http) report.add('bad-value', 'http goes with ingress rules only.', http);
  }
}

/** A staged policy that takes another away says nothing else. */
export function checkStagedSpec(spec: MapNode, report: Report): void {
  if (text(field(spec, 'stagedAction')) !== 'Delete') return;
  const other = entries(spec).find(({ key, value }) => !['stagedAction', 'tier'].includes(key) && !isZero(value));
  if (other)
    report.add('bad-value', `stagedAction Delete takes no ${other.key}.`, { start: other.keyStart, end: other.keyEnd });
}

function isZero(node: Node): boolean {
  switch (node.type) {
    case 'scalar':
      return node.value === null || node.value === '' || node.value === false;
    case 'list':
      return node.items.length === 0;
    case 'map':
      return node.entries.length === 0;
  }
}

/** What only the whole spec of a GlobalNetworkPolicy tells. */
export function checkGlobalSpec(spec: MapNode, report: Report): void {
  for (const [direction, side] of [
    ['ingress', 'source'],
    ['egress', 'destination'],
  ] as const) {
    for (const rule of items(field(spec, direction))) {
      const services = field(field(rule, side), 'services');
      if (services && !text(field(services, 'namespace')))
        report.add('missing-field', 'In a global policy, services need a namespace.', services);
    }
  }
  const flag = (name: string): Node | null => {
    const node = field(spec, name);
    return node?.type === 'scalar' && node.value === true ? node : null;
  };
  const [untracked, preDnat, forward] = [flag('doNotTrack'), flag('preDNAT'), flag('applyOnForward')];
  if (untracked && preDnat) report.add('not-one-of', 'doNotTrack and preDNAT cannot both be true.', preDnat);
  const early = untracked ?? preDnat;
  if (early && !forward) report.add('missing-field', 'doNotTrack and preDNAT need applyOnForward: true.', early);
  if (!preDnat) return;
  const egress = items(field(spec, 'types')).find((type) => text(type) === 'Egress') ?? items(field(spec, 'egress'))[0];
  if (egress) report.add('bad-value', 'A preDNAT policy governs Ingress only.', egress);
}

/** https://github.com/projectcalico/calico/blob/master/api/pkg/apis/projectcalico/v3/tier.go */
export function checkTier(root: MapNode, report: Report): void {
  const builtIn = BUILT_IN_TIERS.find(({ name }) => name === text(at(root, 'metadata', 'name')));
  if (!builtIn) return;
  const order = at(root, 'spec', 'order');
  if (whole(order) !== builtIn.order)
    report.add('bad-value', `The order of the tier ${builtIn.name} is always ${builtIn.order}.`, order ?? root);
  const action = at(root, 'spec', 'defaultAction');
  const always = builtIn.defaultAction === 'pass' ? 'Pass' : 'Deny';
  if ((text(action) ?? 'Deny') !== always)
    report.add('bad-value', `The default action of the tier ${builtIn.name} is always ${always}.`, action ?? root);
}
