import { describeRules } from '../../support/rule-cases.js';

await describeRules('live');
