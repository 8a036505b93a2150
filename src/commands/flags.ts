import type { MigrateOptions } from '../config/settings.js';
import type { Files } from '../files/discover/disk.js';
import type { Settings } from '../model/settings.js';
import type { OutputFlags } from './asked-formats.js';
import type { FailOn } from './exit-code.js';
import type { Profile } from './profile.js';

/** What commander makes of the table of options. */
export interface MigrateFlags extends MigrateOptions, OutputFlags {
  readonly write?: boolean;
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly prove?: boolean;
  readonly provePartial?: boolean;
  readonly synth?: string;
  readonly failOn?: FailOn;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly gitignore: boolean;
  readonly strict?: boolean;
  readonly allowDirty?: boolean;
  readonly stdinFilename?: string;
  readonly config?: string;
  /** A folder for what each phase of the run has cost. */
  readonly profile?: string;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** `notes`: prints the rollout notes of the run, and nothing else. */
  readonly notes?: boolean;
}

/** What the command line and the config ask for. */
export interface Asked {
  readonly paths: readonly string[];
  readonly flags: MigrateFlags;
  readonly typed: readonly string[];
  readonly settings: Settings;
  readonly files: Files;
  readonly profile: Profile | null;
  readonly say: (text: string) => void;
}
