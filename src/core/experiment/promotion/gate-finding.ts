/** What one gate says of a policy that is to be promoted. */
export interface GateFinding {
  readonly gate: 'evidence' | 'value' | 'harm' | 'fairness';
  /** What it is about, where a gate has several findings: a harm, e.g. `complaint`. */
  readonly subject?: string;
  readonly passed: boolean;
  /** Why, with the figures. */
  readonly words: string;
  /** What would do, where it did not pass. */
  readonly remedy?: string;
}

export function passed(gate: GateFinding['gate'], words: string, subject?: string): GateFinding {
  return { gate, ...(subject === undefined ? {} : { subject }), passed: true, words };
}

export function refused(
  gate: GateFinding['gate'],
  words: string,
  remedy: string,
  subject?: string,
): GateFinding {
  return { gate, ...(subject === undefined ? {} : { subject }), passed: false, words, remedy };
}

/** A figure with four digits behind the point. */
export function figure(value: number): string {
  const text = Math.abs(value).toFixed(4);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}
