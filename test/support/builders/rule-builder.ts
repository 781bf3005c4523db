import type { ContactRule, RuleBody, RuleHead } from '../../../src/core/rules/rule.ts';

const ANYONE: RuleHead = {
  id: 'rule',
  version: 1,
  title: 'A rule of the tests.',
  citation: 'none',
  jurisdiction: 'US',
  binding: 'law',
  confidence: 'high',
  effective: {},
  enabled: 'on',
  actors: ['first-party', 'third-party', 'telemarketer'],
  purposes: ['servicing', 'collection', 'solicitation', 'required'],
  media: ['call', 'text', 'email', 'mail', 'push'],
};

/** A rule for everyone, everywhere and always, unless told otherwise. */
export function aRule(body: RuleBody, head: Partial<RuleHead> = {}): ContactRule {
  return { ...ANYONE, ...head, ...body };
}

export const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
