import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The sections of bench/RESULTS.md in their order; each benchmark writes its own. */
export const SECTIONS = [
  'service',
  'feedback',
  'soak',
  'predict',
  'batch',
  'evaluate',
  'bakeoff',
  'outreach',
  'coverage',
  'inference',
  'defaults',
] as const;

export type Section = (typeof SECTIONS)[number];

const TITLE = `# Benchmark results

Each section is written by its command, with the commit it was run on. These are measurements, not tests: they vary with
the machine and with what else it does.
`;

const FILE = new URL('RESULTS.md', import.meta.url);

/** Puts a benchmark's section into bench/RESULTS.md and leaves the others as they are. */
export function writeSection(section: Section, markdown: string): void {
  writeFileSync(FILE, withSection(existsSync(FILE) ? readFileSync(FILE, 'utf8') : '', section, markdown));
}

/** The document with this section replaced or added, all sections in their order. */
export function withSection(document: string, section: Section, markdown: string): string {
  const bodies = SECTIONS.map(
    (name) => [name, name === section ? markdown : bodyOf(document, name)] as const,
  );
  const written = bodies.flatMap(([name, body]) => {
    return body === undefined ? [] : [`${opening(name)}\n${body.trim()}\n${closing(name)}\n`];
  });
  return [TITLE, ...written].join('\n');
}

function bodyOf(document: string, section: Section): string | undefined {
  const from = document.indexOf(opening(section));
  const to = document.indexOf(closing(section));
  return from < 0 || to < from ? undefined : document.slice(from + opening(section).length, to);
}

const opening = (section: Section): string => `<!-- ${section}: begin -->`;
const closing = (section: Section): string => `<!-- ${section}: end -->`;
