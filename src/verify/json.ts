import type { Finding } from '../model/finding.js';
import { printableJson } from '../report/escape.js';
import { VERSION } from '../version.js';
import type { Fault, MigratedPod, Verification } from './model.js';
import { verdictText } from './words.js';

/** The verification as JSON; its shape is published in schemas/verification.schema.json. */
export function verificationJson(found: Verification): string {
  const { verdict, pods, faults, warnings, others } = found;
  const report = {
    version: 1,
    tool: { name: 'sidecar-migrate', version: VERSION },
    verdict,
    summary: verdictText(found),
    pods: pods.map(podJson),
    faults: faults.map(faultJson),
    warnings: warnings.map(faultJson),
    others,
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

function podJson({ containers, ...pod }: MigratedPod): object {
  return {
    ...pod,
    containers: containers.map(({ findings, ...container }) => ({
      ...container,
      findings: findings.map(findingJson),
    })),
  };
}

function findingJson({ code, severity, message, remedy, place }: Finding): object {
  const { path, line, column } = place;
  return { code, severity, message, remedy, path, line, column };
}

function faultJson({ place, ...fault }: Fault): object {
  return { ...fault, line: place?.line ?? null, column: place?.column ?? null };
}
