/**
 * `npm run faults` has every class of call meet every fault on real sockets, and prints requests, outcome and time.
 * A part of the names of classes limits it to those; without one, the table in docs/reliability.md is written too, or
 * with --check compared.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import '../../bench/n8n.mts';
import '../../docs/loadSources.mts';

const { tryFaults } = await import('./cells.mts');
const { FAULTS } = await import('./faults.mts');
const { AROUND, CALLS, TRIGGERS } = await import('./classes.mts');
const { toPage, withBetween } = await import('./table.mts');

const words = process.argv.slice(2);
const isCheck = words.includes('--check');
const [wanted = ''] = words.filter((word) => word !== '--check');
const classes = [...CALLS, ...AROUND, ...TRIGGERS].filter(({ name }) => name.includes(wanted));
const cells = await tryFaults(classes, FAULTS, ({ name }) => console.error(name));
const text = toPage(cells);
console.log(text);
const problems = cells.flatMap(({ problems: found }) => found);
for (const problem of problems) console.error(problem);

const file = path.join(import.meta.dirname, '../../docs/reliability.md');
const page = readFileSync(file, 'utf8');
const isStale = wanted === '' && withBetween(page, text) !== page;
if (isStale && isCheck) console.error('docs/reliability.md is out of date; run: npm run faults');
if (isStale && !isCheck) {
	writeFileSync(file, withBetween(page, text));
	console.error('docs/reliability.md written');
}
process.exit(problems.length > 0 || (isStale && isCheck) ? 1 : 0);
