import type { Instant } from '../../src/core/time/instant.ts';

/** Things to do at times to come. */
export interface Agenda<Task> {
  add(at: Instant, task: Task): void;
  /** Takes out everything before `until`, earliest first; of what falls together, what was added first. */
  takeBefore(until: Instant): Task[];
  readonly isEmpty: boolean;
}

export function makeAgenda<Task>(): Agenda<Task> {
  let entries: { at: Instant; task: Task }[] = [];
  return {
    add: (at, task) => {
      entries.push({ at, task });
    },
    takeBefore: (until) => {
      const due = entries.filter(({ at }) => at < until).sort((a, b) => a.at - b.at);
      entries = entries.filter(({ at }) => at >= until);
      return due.map(({ task }) => task);
    },
    get isEmpty() {
      return entries.length === 0;
    },
  };
}
