const CALICO: readonly string[] = [
  'BGPConfiguration',
  'BGPFilter',
  'BGPPeer',
  'BlockAffinity',
  'CalicoNodeStatus',
  'ClusterInformation',
  'FelixConfiguration',
  'IPAMBlock',
  'IPAMConfig',
  'IPAMConfiguration',
  'IPAMHandle',
  'IPPool',
  'IPReservation',
  'KubeControllersConfiguration',
  'Node',
  'Profile',
  'WorkloadEndpoint',
];

/**
 * Kinds of the groups that Seglab reads which have no say in who may connect to whom.
 * A kind of these groups that is neither here nor read is one that the API server does not know either.
 */
const IGNORED: Readonly<Record<string, readonly string[]>> = {
  '': [
    'Binding',
    'ComponentStatus',
    'ConfigMap',
    'Event',
    'LimitRange',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'PodTemplate',
    'ResourceQuota',
    'Secret',
  ],
  apps: ['ControllerRevision'],
  batch: [],
  'networking.k8s.io': ['Ingress', 'IngressClass', 'IPAddress', 'ServiceCIDR'],
  'discovery.k8s.io': [],
  'policy.networking.k8s.io': [],
  'projectcalico.org': CALICO,
  'crd.projectcalico.org': CALICO,
  'seglab.dev': [],
};

/** Whether an object of this kind is known, and left alone; `null`: the API server would refuse it. */
export function isIgnoredKind(group: string, kind: string): boolean | null {
  const known = Object.hasOwn(IGNORED, group) ? IGNORED[group] : undefined;
  if (!known) return true;
  return known.includes(kind) ? true : null;
}
