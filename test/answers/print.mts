/**
 * `npm run answers` answers every operation with what is not DingTalk's answer, and prints what its item becomes.
 * A part of the names of operations limits it to those.
 */
import '../../bench/n8n.mts';
import '../../docs/loadSources.mts';

const { tryAll } = await import('./cells.mts');
const { EVERY_CALL } = await import('../helpers/everyOperation.mts');
const { toTable, toSummary } = await import('./table.mts');

const wanted = process.argv[2] ?? '';
const rows = EVERY_CALL.filter(({ name }) => name.includes(wanted));
const results = await tryAll(rows, (row) => console.error(row.name));
console.log(toTable(results));
console.log(`\n${toSummary(results)}`);
const problems = results.flatMap(({ problems: found }) => found);
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
