import colors from 'picocolors';

/**
 * Colours for standard output: none when it is no terminal or when `NO_COLOR` is set (no-color.org), unless
 * `FORCE_COLOR` asks for them.
 */
export const paint = colors.createColors(
  process.env['FORCE_COLOR'] !== undefined ||
    (process.stdout.isTTY === true &&
      (process.env['NO_COLOR'] ?? '') === '' &&
      process.env['TERM'] !== 'dumb'),
);
