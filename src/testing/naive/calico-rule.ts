import { inBlock, versionOf } from './address.ts';
import { type CalicoSelector, parseCalicoSelector } from './calico-selector.ts';
import { type LabelLookup, labelsOfPod, thingsBehind } from './calico-things.ts';
import type { End, NaiveProtocol, Packet, World } from './world.ts';

type PortOrRange = number | string;

interface EntityRule {
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly serviceAccounts?: { readonly names?: readonly string[]; readonly selector?: string };
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly ports?: readonly PortOrRange[];
  readonly notPorts?: readonly PortOrRange[];
}

export interface Rule {
  readonly action: 'Allow' | 'Deny' | 'Pass' | 'Log';
  readonly ipVersion?: 4 | 6;
  readonly protocol?: string | number;
  readonly notProtocol?: string | number;
  readonly source?: EntityRule;
  readonly destination?: EntityRule;
}

const NUMBERS: Readonly<Record<string, number>> = { ICMP: 1, TCP: 6, UDP: 17, ICMPv6: 58, SCTP: 132, UDPLite: 136 };

/** semantics §4: all given fields are AND. A rule stands in a namespace, or in none when its policy is global. */
export function calicoRuleMatches(rule: Rule, packet: Packet, namespace: string | null, world: World): boolean {
  const { protocol, notProtocol, ipVersion, source = {}, destination = {} } = rule;
  if (protocol !== undefined && numberOf(protocol) !== numberOf(packet.protocol)) return false;
  if (notProtocol !== undefined && numberOf(notProtocol) === numberOf(packet.protocol)) return false;
  if (ipVersion !== undefined && !mayBeOf(ipVersion, packet)) return false;
  if (source.ports || source.notPorts) throw new Error('a question has no source port');
  return (
    entityMatches(source, packet.from, null, rule, namespace, world) &&
    entityMatches(destination, packet.to, packet, rule, namespace, world)
  );
}

/** Where the version is open, an end of which no address is known may be of either. */
function mayBeOf(ipVersion: 4 | 6, { version, from, to }: Packet): boolean {
  if (version !== null) return version === ipVersion;
  return [from, to].every(
    ({ addresses }) => addresses.length === 0 || addresses.some((each) => versionOf(each) === ipVersion),
  );
}

function numberOf(protocol: string | number): number | undefined {
  return typeof protocol === 'number' ? protocol : NUMBERS[protocol];
}

/** Lists inside a field are OR; each not-field fails the rule if any of it matches. */
function entityMatches(
  entity: EntityRule,
  end: End,
  packet: Packet | null,
  rule: Rule,
  namespace: string | null,
  world: World,
): boolean {
  const { nets = [], notNets = [], notSelector = '', ports = [], notPorts = [] } = entity;
  const isInAny = (blocks: readonly string[]): boolean =>
    end.addresses.some((each) => blocks.some((block) => inBlock(each, block)));
  if (nets.length > 0 && !isInAny(nets)) return false;
  if (isInAny(notNets)) return false;

  const things = thingsBehind(end, world);
  const matchesNegative = notSelector === '' ? () => false : parseCalicoSelector(notSelector);
  const positive = positiveSelector(entity, namespace);
  // With a positive selector the negative one narrows it, thing by thing (felix/calc/rule_scanner.go,
  // combineMatchesIfPossible); alone it speaks of packets, those from outside too.
  const selected = (label: LabelLookup): boolean => positive === null || (positive(label) && !matchesNegative(label));
  if (positive === null && things.some(matchesNegative)) return false;

  // A named port stands for (address, port) of the Pods that declare it and that the positive selector matches.
  // Its protocol is the rule's, TCP where the rule has none (felix/calc/rule_scanner.go, namedPortProto).
  const namedProtocol = (['UDP', 'SCTP'] as const).find(
    (each) => rule.protocol !== undefined && numberOf(rule.protocol) === numberOf(each),
  );
  const isNumeric = (port: PortOrRange): boolean => typeof port === 'number' || /^[0-9]+(:[0-9]+)?$/.test(port);
  const hits = (port: PortOrRange): boolean => {
    if (!packet) return false;
    if (isNumeric(port)) return inRange(String(port), packet.port);
    return end.pod !== null && selected(labelsOfPod(end.pod)) && declares(end, port, namedProtocol ?? 'TCP', packet);
  };
  // Names alone say with their Pods whom the selector means; numbers need the selector to match by itself.
  const onlyNames = ports.length > 0 && !ports.some(isNumeric);
  if (positive !== null && !onlyNames && !things.some(selected)) return false;
  if (ports.length > 0 && !ports.some(hits)) return false;
  return !notPorts.some(hits);
}

/**
 * Whom the positive fields of an entity mean; null: anyone, with labels or not.
 * In a NetworkPolicy, once selector, notSelector, serviceAccounts or namespaceSelector is set and no
 * namespaceSelector is given, the peer is limited to the policy's namespace; nets and ports alone add no limit.
 */
function positiveSelector(entity: EntityRule, namespace: string | null): CalicoSelector | null {
  const { selector = '', notSelector = '', namespaceSelector = '', serviceAccounts } = entity;
  const { names = [], selector: ofServiceAccount = '' } = serviceAccounts ?? {};
  const parts: CalicoSelector[] = [];
  if (selector !== '') parts.push(parseCalicoSelector(selector));
  // serviceAccounts: the names are OR-ed, AND the selector over the account's labels.
  if (names.length > 0) parts.push((label) => names.includes(label('projectcalico.org/serviceaccount') ?? ''));
  if (ofServiceAccount !== '') {
    const inner = parseCalicoSelector(ofServiceAccount);
    parts.push((label) => inner((key) => label(`pcsa.${key}`)));
  }
  const isLimited = parts.length > 0 || notSelector !== '' || namespaceSelector !== '';
  if (isLimited && namespaceSelector !== '') parts.push(namespaceOfThing(namespaceSelector));
  else if (isLimited && namespace !== null) parts.push((label) => label('projectcalico.org/namespace') === namespace);
  return parts.length === 0 ? null : (label) => parts.every((part) => part(label));
}

/** all() is whatever has a namespace; global() whatever has none; else the labels of the namespace. */
function namespaceOfThing(selector: string): CalicoSelector {
  if (selector.trim() === 'global()') return (label) => label('projectcalico.org/namespace') === undefined;
  const inner = parseCalicoSelector(selector.replaceAll('all()', 'has(projectcalico.org/namespace)'));
  return (label) => inner((key) => label(key === 'projectcalico.org/namespace' ? key : `pcns.${key}`));
}

function inRange(text: string, port: number): boolean {
  const [first, last = first] = text.split(':').map(Number);
  return first !== undefined && last !== undefined && first <= port && port <= last;
}

function declares({ pod }: End, name: PortOrRange, protocol: NaiveProtocol, packet: Packet): boolean {
  return (
    packet.protocol === protocol &&
    (pod?.ports ?? []).some((port) => port.name === name && port.protocol === protocol && port.port === packet.port)
  );
}
