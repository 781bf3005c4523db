import * as z from 'zod';

export const channelOrWindowId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, {
  error: 'use 1–32 lower-case letters, digits or "-", starting with a letter',
});

export const name = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, {
  error: 'use 1–64 lower-case letters, digits or "-", starting with a letter',
});

export const ruleId = z.string().regex(/^[a-z][a-z0-9-]{0,63}@[1-9][0-9]{0,3}$/, {
  error: 'use a name and a version, e.g. house-contact-frequency@1',
});
