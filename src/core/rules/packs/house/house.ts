import type { ContactRule } from '../../rule.ts';
import { CAPS } from './caps.ts';
import { COURTESY } from './courtesy.ts';
import { HOLDS } from './holds.ts';

export const HOUSE: readonly ContactRule[] = [...HOLDS, ...CAPS, ...COURTESY];
