/** A reward with three decimals, e.g. `0.214`; never `-0.000`. */
export function plainReward(reward: number): string {
  const text = reward.toFixed(3);
  return text === '-0.000' ? '0.000' : text;
}

/** The same with its sign, e.g. `+0.214`. */
export function signedReward(reward: number): string {
  const text = plainReward(reward);
  return text.startsWith('-') ? text : `+${text}`;
}

/** A share of 1 as a percentage, with one decimal or, below one per cent, with three; e.g. `5.0 %`. */
export function plainShare(share: number): string {
  if (share < 0.000_01) return 'less than 0.001 %';
  return `${(share * 100).toFixed(share < 0.01 ? 3 : 1)} %`;
}

/** A count with its noun, e.g. `1 outcome`, `12 outcomes`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
