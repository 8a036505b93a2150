import { families } from './family.js';

/** Helpers of storage drivers, which wait for the socket of their driver. */
export const CSI_HELPERS = families('csi-helper', [
  [
    'csi-provisioner',
    ['csi-provisioner', 'external-provisioner', 'csi-external-provisioner'],
    ['csi-provisioner', 'csi-external-provisioner'],
    'kubernetes-csi/docs, external-provisioner',
  ],
  [
    'csi-attacher',
    ['csi-attacher', 'csi-external-attacher'],
    ['csi-attacher', 'csi-external-attacher'],
    'kubernetes-csi/docs, external-attacher',
  ],
  [
    'csi-snapshotter',
    ['csi-snapshotter', 'csi-external-snapshotter'],
    ['csi-snapshotter', 'csi-external-snapshotter'],
    'kubernetes-csi/docs, external-snapshotter',
  ],
  [
    'csi-resizer',
    ['csi-resizer', 'csi-external-resizer'],
    ['csi-resizer', 'csi-external-resizer'],
    'kubernetes-csi/docs, external-resizer',
  ],
  [
    'csi-livenessprobe',
    ['livenessprobe', 'csi-livenessprobe', 'csi-liveness-probe'],
    ['csi-liveness-probe', 'csi-livenessprobe'],
    'kubernetes-csi/livenessprobe README',
  ],
  [
    'csi-node-driver-registrar',
    [
      'csi-node-driver-registrar',
      'node-driver-registrar',
      'driver-registrar',
      'csi-driver-registrar',
    ],
    [
      'csi-node-driver-registrar',
      'node-driver-registrar',
      'driver-registrar',
      'csi-driver-registrar',
    ],
    'kubernetes-csi/node-driver-registrar README',
  ],
  [
    'csi-cluster-driver-registrar',
    ['csi-cluster-driver-registrar', 'cluster-driver-registrar'],
    ['csi-cluster-driver-registrar', 'cluster-driver-registrar'],
    'kubernetes-csi/docs, cluster-driver-registrar',
  ],
  [
    'csi-health-monitor',
    ['csi-external-health-monitor-controller', 'csi-external-health-monitor-agent'],
    ['csi-external-health-monitor-controller', 'csi-health-monitor'],
    'kubernetes-csi/external-health-monitor README',
  ],
  [
    'csi-snapshot-metadata',
    ['csi-snapshot-metadata'],
    ['csi-snapshot-metadata'],
    'kubernetes-csi/external-snapshot-metadata README',
  ],
  [
    'csi-proxy-volume-modifier',
    ['volume-modifier-for-k8s'],
    ['volumemodifier'],
    'awslabs/volume-modifier-for-k8s README',
  ],
  [
    'cosi-sidecar',
    ['objectstorage-sidecar', 'cosi-provisioner-sidecar'],
    ['objectstorage-provisioner-sidecar'],
    'kubernetes-sigs/container-object-storage-interface docs',
  ],
  [
    'csi-addons',
    ['csiaddons/k8s-sidecar', 'k8s-csi-addons-sidecar'],
    ['csi-addons'],
    'csi-addons/kubernetes-csi-addons docs',
  ],
]);
