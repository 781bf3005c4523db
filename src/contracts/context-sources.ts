import * as z from 'zod';
import type { ContextSources } from '../core/features/complete-context.ts';
import { WHY_UNUSED } from '../core/features/why-unused.ts';
import { formatInstant } from '../core/time/instant.ts';

/** What the feature record had to do with the context of a decision. */
export const contextSourcesSchema = z
  .strictObject({
    fromRecord: z
      .array(z.strictObject({ feature: z.string(), observedAt: z.iso.datetime() }))
      .meta({ description: 'Features that the request left out and the record supplied.' }),
    unused: z
      .array(z.strictObject({ feature: z.string(), observedAt: z.iso.datetime(), because: z.string() }))
      .meta({ description: 'Features on record that were not used; the missing rule of each applied.' }),
    readable: z
      .boolean()
      .meta({ description: 'False when the record could not be read: the missing rules applied.' }),
  })
  .meta({ description: 'Absent when the feature record had nothing to say.' });

export function contextSources(
  sources: ContextSources | undefined,
): { readonly sources: z.output<typeof contextSourcesSchema> } | Record<never, never> {
  if (sources === undefined) return {};
  const { fromRecord, unused, unreadable = false } = sources;
  return {
    sources: {
      fromRecord: Object.entries(fromRecord).map(([feature, observedAt]) => ({
        feature,
        observedAt: formatInstant(observedAt),
      })),
      unused: Object.entries(unused).map(([feature, { observedAt, why }]) => ({
        feature,
        observedAt: formatInstant(observedAt),
        because: WHY_UNUSED[why],
      })),
      readable: !unreadable,
    },
  };
}
