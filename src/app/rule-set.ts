import { canonicalJson } from '../core/canonical-json.ts';
import type { RuleBook } from '../core/rules/rule-book.ts';
import { hexadecimal } from './hexadecimal.ts';
import type { Sha256 } from './ports/sha256.ts';

const names = new WeakMap<RuleBook, string>();

/** Names everything that decides what is lawful, by content: settings, channels and rules after overrides. */
export function ruleSetOf(book: RuleBook, sha256: Sha256): string {
  const name = names.get(book) ?? `sha256:${hexadecimal(sha256(canonicalJson(book)))}`;
  names.set(book, name);
  return name;
}
