import { PROBLEM_TYPE_PREFIX } from './problem.ts';
import { PROBLEMS, type ProblemKind } from './problem-catalogue.ts';

const SECTIONS: readonly {
  readonly seen: ProblemKind['seen'];
  readonly title: string;
  readonly text: string;
}[] = [
  {
    seen: 'api',
    title: 'Answers of the API',
    text:
      'Every answer that is not a success is an RFC 9457 document (`application/problem+json`): `type`, `title`, ' +
      '`status`, `detail`, `requestId`, and `errors` with `pointer`, `problem` and `fix` for each field at fault. ' +
      'A pointer leads into the body, or into `/path` or `/header`. A refused request changed nothing.',
  },
  {
    seen: 'parked',
    title: 'Parked messages',
    text:
      'A queue message that can never be processed as it is is parked with its code and reason, and the rest of its ' +
      'batch proceeds. A message is also parked under any of the 404, 409 and 422 codes above.',
  },
  {
    seen: 'operator',
    title: 'Start and command line',
    text: 'Seen by whoever builds or operates the service.',
  },
];

/** The text of docs/problems.md. */
export function problemsPage(): string {
  const sections = SECTIONS.map(
    ({ seen, title, text }) => `## ${title}\n\n${text}\n\n${table(seen, seen === 'api')}\n`,
  );
  return [
    '# Problems',
    '',
    'Generated from `src/contracts/problem-catalogue.ts` by `node scripts/openapi.ts`; edit there.',
    '',
    ...sections,
  ].join('\n');
}

function table(seen: ProblemKind['seen'], withStatus: boolean): string {
  const head = withStatus
    ? `| \`${PROBLEM_TYPE_PREFIX}…\` | Status | Meaning | What to do |\n|---|---|---|---|`
    : '| Code | Meaning | What to do |\n|---|---|---|';
  const rows = Object.entries(PROBLEMS)
    .filter(([, kind]) => kind.seen === seen)
    .sort(([, a], [, b]) => a.status - b.status)
    .map(
      ([code, { status, title, fix }]) =>
        `| \`${code}\` |${withStatus ? ` ${status} |` : ''} ${title} | ${fix} |`,
    );
  return [head, ...rows].join('\n');
}
