import { dual, endsBy, endsWith, families } from './family.js';

/**
 * Programs that mount a file system and stay for as long as it is there. On a node they do so for
 * others; who reads the mount in the same pod makes them a sidecar.
 */
export const FILE_SYSTEM_MOUNTS = families(
  'file-system-mount',
  [
    [
      'juicefs',
      ['juicedata/mount', 'juicedata/juicefs-fuse', 'juicefs'],
      ['juicefs', 'juicefs-mount', 'jfs-mount'],
      'juicefs.com docs, csi sidecar mode',
      {
        programs: ['juicefs', 'mount.juicefs'],
        modes: [{ becomes: 'runs', sub: ['mount'] }],
        otherwise: 'other',
        bare: 'runs',
      },
    ],
    [
      's3fs',
      ['s3fs', 's3fs-fuse', 'efrecon/s3fs', 'docker-s3fs-client'],
      ['s3fs', 's3fs-fuse'],
      's3fs-fuse/s3fs-fuse README; efrecon/docker-s3fs-client README',
    ],
    ['goofys', ['goofys'], ['goofys'], 'kahing/goofys README', { modes: [endsWith('version')] }],
    [
      'gcsfuse-mount',
      ['gcsfuse', 'gcs-fuse'],
      ['gcsfuse'],
      'GoogleCloudPlatform/gcsfuse docs, mounting',
      { programs: ['gcsfuse'], modes: [endsWith('version', 'v')] },
    ],
    [
      'mountpoint-s3',
      ['mountpoint-s3', 'mountpoint-s3/mountpoint-s3', 'mount-s3'],
      ['mount-s3', 'mountpoint-s3'],
      'awslabs/mountpoint-s3 doc/CONFIGURATION',
      { programs: ['mount-s3'], modes: [endsWith('version')] },
    ],
    [
      'blobfuse',
      ['blobfuse', 'blobfuse2'],
      ['blobfuse', 'blobfuse2'],
      'Azure/azure-storage-fuse README',
      {
        programs: ['blobfuse2', 'blobfuse'],
        modes: [endsBy('unmount', 'mount list', 'secure', 'version', 'health-monitor')],
      },
    ],
    [
      'sshfs',
      ['sshfs'],
      ['sshfs'],
      'libfuse/sshfs README; sshfs(1)',
      { modes: [endsWith('V', 'h')] },
    ],
    [
      'davfs',
      ['davfs2', 'davfs', 'efrecon/webdav-client'],
      ['davfs', 'davfs2'],
      'davfs2(5); efrecon/docker-webdav-client README',
      { programs: ['mount.davfs'] },
    ],
    ['ceph-fuse', ['ceph-fuse'], ['ceph-fuse'], 'docs.ceph.com, ceph-fuse(8)'],
    [
      'alluxio-fuse',
      ['alluxio-fuse', 'alluxio/alluxio-fuse'],
      ['alluxio-fuse'],
      'docs.alluxio.io, POSIX API on Kubernetes',
    ],
    [
      'seaweedfs-mount',
      [],
      [],
      'seaweedfs/seaweedfs wiki, FUSE mount',
      {
        programs: ['weed'],
        modes: [{ becomes: 'runs', sub: ['mount'] }],
        otherwise: 'other',
      },
    ],
  ],
  dual('never'),
);
