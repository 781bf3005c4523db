/** Stands above everything that these commands say about law. */
export const NOT_LEGAL_ADVICE =
  'Not legal advice: engineering facts with their sources, for counsel to confirm before anyone relies on them.';
