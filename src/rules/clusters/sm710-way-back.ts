import { rule } from '../define.js';

export const wayBack = rule({
  code: 'SM710',
  title: 'the way back',
  sources: ['KEP-753, Upgrade / Downgrade Strategy'],
  effects: ['note'],
  harm: 'The way back is the old manifest.',
  seen: 'Every move.',
  fix: 'Revert the files and leave the gate on.',
  note: {
    message:
      'to go back, revert the files and leave the gate on; a downgrade below 1.29 means deleting the pods and creating them again',
  },
});
