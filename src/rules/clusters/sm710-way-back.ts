import { rule } from '../define.js';

export const wayBack = rule({
  code: 'SM710',
  title: 'rollback',
  sources: ['KEP-753, Upgrade / Downgrade Strategy'],
  effects: ['note'],
  harm: 'Rolling back means applying the old manifest.',
  seen: 'Every move.',
  fix: 'Revert the files, and leave the feature gate on.',
  note: {
    message:
      'to roll back, revert the files and leave the feature gate on; before a downgrade below 1.29, delete the pods and create them again',
  },
});
