import type { CaseFrame } from './make-cases.ts';
import type { CaseChannel } from './rule-case.ts';

/** A third party collects by this channel. */
export function collecting(rule: string, channel: CaseChannel = 'call'): CaseFrame {
  return { rule: `us-fed-${rule}@1`, channel, purpose: 'collection', actor: 'third-party' };
}

/** A first party offers something by this channel. */
export function soliciting(rule: string, channel: CaseChannel = 'call'): CaseFrame {
  return { rule: `us-fed-${rule}@1`, channel, purpose: 'solicitation', actor: 'first-party' };
}
