import type { ContactRule } from '../../rule.ts';
import { EARLY_INTERVENTION } from './early-intervention.ts';
import { PROTECTED_BORROWERS } from './protected-borrowers.ts';
import { REGF_CALL_FREQUENCY } from './regf-call-frequency.ts';
import { REGF_OPT_OUT } from './regf-opt-out.ts';
import { REGF_STOP } from './regf-stop.ts';
import { REGF_TEXT_RECENCY } from './regf-text-recency.ts';
import { REGF_TIMES } from './regf-times.ts';
import { REGF_WORK } from './regf-work.ts';
import { SOLICITATION } from './solicitation.ts';
import { TCPA_CONSENT } from './tcpa-consent.ts';
import { WRONG_PARTY } from './wrong-party.ts';

export const US_FEDERAL: readonly ContactRule[] = [
  ...REGF_TIMES,
  ...REGF_WORK,
  ...REGF_CALL_FREQUENCY,
  ...REGF_OPT_OUT,
  ...REGF_TEXT_RECENCY,
  ...REGF_STOP,
  ...TCPA_CONSENT,
  ...SOLICITATION,
  ...WRONG_PARTY,
  ...PROTECTED_BORROWERS,
  ...EARLY_INTERVENTION,
];
