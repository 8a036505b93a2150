import type { Case } from '../../support/cases.js';
import { always } from '../parts.js';

export const CASES: readonly Case[] = [always('SM709')];
