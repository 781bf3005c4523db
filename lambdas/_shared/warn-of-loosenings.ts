import { acknowledgedLoosenings } from '../../src/core/rules/overrides/acknowledged-loosenings.ts';
import type { Runtime } from './runtime.ts';

/** One warning in the log for everything in which the contact rules are looser than their packs. */
export function warnOfLoosenings({
  configuration: { rules },
  logger,
}: Pick<Runtime, 'configuration'> & { readonly logger: Pick<Runtime['logger'], 'warn'> }): void {
  for (const { rule, change, by, on, reason } of acknowledgedLoosenings(rules)) {
    logger.warn('A contact rule is looser than its pack', { rule, change, by, on, reason });
  }
}
