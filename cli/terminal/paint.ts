import colors from 'picocolors';

/**
 * Whether output is to be coloured: on a terminal that can, unless `NO_COLOR` is set to anything (no-color.org);
 * `FORCE_COLOR` asks for it everywhere.
 */
export function wantsColour(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  const { NO_COLOR: refused = '', FORCE_COLOR: forced = '', TERM: terminal } = environment;
  if (refused !== '') return false;
  if (forced !== '' && forced !== '0') return true;
  return isTerminal && terminal !== 'dumb';
}

/** Colours for standard output. */
export const paint = colors.createColors(wantsColour(process.env, process.stdout.isTTY === true));
