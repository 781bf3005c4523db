/**
 * How much a change asks of the person who makes it. `refused`: it must not be deployed as it is. `attention`: somebody
 * has to do or know something. `ok`: nothing is lost and nothing has to be done.
 */
export type Severity = 'refused' | 'attention' | 'ok';

/** One change of the configuration and what becomes of what was learned. */
export interface PlanLine {
  readonly severity: Severity;
  readonly area: 'model' | 'features' | 'actions' | 'reward' | 'learning' | 'service';
  /** What changes. */
  readonly what: string;
  /** What happens to what was learned. */
  readonly kept: string;
  /** What has to be done; absent when nothing. */
  readonly todo?: string;
}

/** `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `1 outcome`, `12,345 outcomes`. */
export function counted(count: number, noun: string): string {
  const whole = Math.round(count);
  return `${whole.toLocaleString('en-US')} ${noun}${whole === 1 ? '' : 's'}`;
}
