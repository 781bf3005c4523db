import { InvalidArgumentError } from 'commander';

/** Reads an option's value as a list, with commas, of known names; they come in their known order, each once. */
export function listOf<Name extends string>(known: readonly Name[]): (text: string) => readonly Name[] {
  return (text) => {
    const names = text.split(',').map((name) => name.trim());
    const found = known.filter((name) => names.includes(name));
    if (found.length === new Set(names).size) return found;
    throw new InvalidArgumentError(`Give a list, with commas, of ${known.join(', ')}.`);
  };
}
