import { RESOURCES } from '../../../nodes/DingTalk/registry';
import { ENDPOINTS } from '../../../sandbox/contract/load.mts';
import { APP_OPERATIONS } from '../../helpers/everyOperation.mts';
import { testRows } from '../foreignAnswers';

/** As the endpoints of operations are written, whatever the parts of the path are called. */
const nameless = (call: string) => call.replace(/\{\w+\}/g, '{}');
const CALLS = new Map(ENDPOINTS.map(({ id, method, path }) => [id, nameless(`${method} ${path}`)]));

const operations = RESOURCES.flatMap(({ value: resource, operations: list }) =>
	list.map((operation) => [`${resource}/${operation.value}`, operation] as const),
);

it.each(operations)('the table has %s with each of its calls', (name, { endpoints }) => {
	const rows = APP_OPERATIONS.filter((row) => row.operation === name);
	expect(rows).not.toEqual([]);
	const tried = rows.map(({ endpoint }) => CALLS.get(endpoint));
	expect(endpoints.map(nameless).filter((call) => !tried.includes(call))).toEqual([]);
});

testRows(APP_OPERATIONS);
