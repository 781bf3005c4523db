import { readOptions } from './options.ts';
import { playAll } from './play-all.ts';
import { tasksFor } from './tasks.ts';

const options = readOptions(process.argv);
const r = await playAll(tasksFor(options), options);
console.log(r?.length);
