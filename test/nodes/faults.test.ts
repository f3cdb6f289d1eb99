/** `npm run faults` tries every fault on every class of call; here is a part of it, small enough for every day. */
import { tryFaults } from '../faults/cells.mts';
import { AROUND, CALLS, TRIGGERS } from '../faults/classes.mts';
import { FAULTS } from '../faults/faults.mts';
import { cellsIn, shownAs } from '../faults/table.mts';
import { pageOnDisk } from '../helpers/generatedDocs.mts';

const TRIED = [
	'no answer',
	'silence in the answer',
	'reset before the answer',
	'HTTP 429, Retry-After: 5',
	'certificate of another host',
];
const faults = FAULTS.filter(({ name }) => TRIED.includes(name));
// nock, which stands between here, cannot let a WebSocket fail over TLS.
const withoutTls = faults.filter(({ does }) => typeof does === 'function');
const classes = [...CALLS, ...AROUND, ...TRIGGERS];
const documented = cellsIn(pageOnDisk('reliability.md'));

test('docs/reliability.md has a cell for each fault and class of call', () => {
	expect(documented.size).toBe(FAULTS.length * classes.length);
});

test.each(classes.map((callClass) => [callClass.name, callClass] as const))(
	'%s meets faults as docs/reliability.md says, and nothing is done twice; else run: npm run faults',
	async (name, callClass) => {
		const cells = await tryFaults([callClass], callClass.isStanding ? withoutTls : faults);
		expect(cells.flatMap(({ problems }) => problems)).toEqual([]);
		const told = Object.fromEntries(
			cells.map(({ fault }) => [fault, documented.get(`${fault} / ${name}`)]),
		);
		expect(Object.fromEntries(cells.map((cell) => [cell.fault, shownAs(cell)]))).toEqual(told);
	},
);
