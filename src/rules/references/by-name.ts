import type { Chart } from '../../model/chart.js';
import type { Hit } from '../../model/rule.js';

/** Nothing but a name says which chart it is: a mirror, or another chart of that name. */
export function takenByName({ id }: Chart): Hit<'warn'> {
  return {
    severity: 'warn',
    message: `its repository is not known; it is assumed to be the chart ${id} because of its name`,
    remedy:
      'check that it is that chart, or a copy of it; otherwise describe it under charts: in the config',
  };
}
