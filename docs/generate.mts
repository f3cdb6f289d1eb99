/**
 * `npm run docs` writes the pages that are made from the code. With --check it writes nothing, names those
 * that are out of date, and fails when there are any. Another folder than docs can be given.
 */
import './loadSources.mts';
import { writePages } from './write.mts';

const isCheck = process.argv.includes('--check');
const [folder = import.meta.dirname] = process.argv.slice(2).filter((word) => word !== '--check');
// Only now: the hooks that read the sources have to be there first.
const { generatedPages } = await import('./pages.mts');

const { lines, wasTrue } = writePages(generatedPages(), folder, { isCheck });
console.log(lines.join('\n'));
process.exit(isCheck && !wasTrue ? 1 : 0);
