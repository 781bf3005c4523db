/** Where a fact on file may point to. */
export interface Place {
  /** IANA names, every one it may be in; at least one. */
  readonly zones: readonly string[];
  /** Whose law may apply: `US-FL`, `US-PR`, and `US-NY-NYC` beside `US-NY`. Empty for places outside the United States. */
  readonly jurisdictions: readonly string[];
}

/** The place that generated data name as `zones|jurisdictions`. */
export function readPlace(text: string): Place {
  const [zones = '', jurisdictions = ''] = text.split('|');
  const names = (list: string) => (list === '' ? [] : list.split(' '));
  return { zones: names(zones), jurisdictions: names(jurisdictions) };
}
