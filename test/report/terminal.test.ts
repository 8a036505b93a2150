import { describe, expect, it } from 'vitest';
import { printableJson, printableText } from '../../src/report/escape.js';
import { JOB, withRig } from '../support/rig.js';
import { hasTool } from '../support/tools.js';

const hasScript = hasTool('script', 'bsdutils');
/** A mark that turns the direction of text, a control sequence introducer of C1, and a tag. */
const TRICKS = '\u202e\u009b31m\u{e0041}';
const TRICKY = JOB.replace('report:2.4', `report:2.4 # ${TRICKS}`);

describe('what could rule a terminal', () => {
  it('is shown, and lines stay lines', () => {
    expect(printableText('a\tb\r\n\u001b]0;x\u0007\rc\n')).toBe('a\tb\r\n\\x1b]0;x\\x07\\x0dc\n');
    expect(JSON.parse(printableJson(JSON.stringify([TRICKS])))).toEqual([TRICKS]);
    expect(printableJson(JSON.stringify([TRICKS]))).toMatch(/^[ -~]*$/);
  });

  it.runIf(hasScript)('is shown there, and a pipe gets the bytes', () =>
    withRig({ 'job.yaml': TRICKY }, (rig) => {
      expect(rig.run(['--unsafe', '.']).out).toContain(TRICKS);
      const { out } = rig.shell(`script -qec 'sidecar-migrate --unsafe -q .' /dev/null`);
      expect(out).toContain('\\u{202e}\\x9b31m\\u{e0041}');
      expect(out).not.toContain('\u202e');
    }),
  );

  it('of an argument is shown in the message about it', () =>
    withRig({}, (rig) => {
      const { code, err } = rig.run(['--\u001b[31mred']);
      expect([code, err]).toEqual([2, expect.stringContaining('\\x1b[31mred')]);
    }));

  it('is written as its number in JSON', () =>
    withRig({ 'job.yaml': TRICKY.replace('name: report\n', `name: "r${TRICKS}"\n`) }, (rig) => {
      expect(rig.run(['--unsafe', '--format', 'json', '.']).out).toMatch(/^[\n -~]*$/);
    }));
});
