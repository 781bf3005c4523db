import { NOT_LEGAL_ADVICE } from '../../src/core/rules/not-legal-advice.ts';
import { paint } from '../terminal/paint.ts';
import { printLine, printTable } from '../terminal/print.ts';
import type { KnownRule } from './known-rules.ts';

export function printRules(rules: readonly KnownRule[]): void {
  printLine(paint.dim(NOT_LEGAL_ADVICE));
  if (rules.length === 0) {
    printLine('No rule is like this. Packs that are not chosen are shown with --pack.');
    return;
  }
  if (rules.every(({ pack }) => pack === 'base')) {
    printLine('No pack is chosen: only what stands in every configuration. --pack us-federal shows one.');
  }
  printTable(
    ['rule', 'kind', 'what it says', 'who', 'where', 'binds as', 'source', 'state'],
    rules.map((rule) => [
      rule.reference,
      rule.kind,
      wrapped(rule.title, 50),
      rule.rule?.actors.join('\n') ?? 'everyone',
      rule.jurisdiction,
      paintBinding(rule.binding),
      paintConfidence(rule.confidence),
      stateOf(rule),
    ]),
  );
}

export function paintBinding(binding: string): string {
  if (binding === 'law') return paint.red(binding);
  return binding === 'policy' ? paint.cyan(binding) : paint.dim('does not bind');
}

export function paintConfidence(confidence: KnownRule['confidence']): string {
  if (confidence === undefined) return '';
  return confidence === 'low' ? paint.yellow(confidence) : confidence;
}

/** Whether it is on, and who answers for a change of it. */
export function stateOf({ state, override }: KnownRule): string {
  const word = state === 'on' ? paint.green(state) : paint.dim(state.replace('-', ' '));
  if (override === undefined) return word;
  const who = override.acknowledged;
  return who === undefined ? `${word}\noverridden` : `${word}\noverridden:\n${who.by}, ${who.on}`;
}

export function wrapped(text: string, width: number): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
