import { systemClock } from '../../../../nodes/shared/run/clock';
import {
	NOTHING,
	expectFailureHandling,
	itemsOf,
	planApi,
	refusal,
	refusedInput,
} from '../../../helpers/calls.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';
import { instanceAddress, planChange, planInstance, withOperator } from './approvals';

const NOW = Date.now();
const DAY = 86_400_000;
const WINDOW = 120 * DAY - 3_600_000;
const ago = (days: number) => NOW - days * DAY;
const iso = (ms: number) => new Date(ms).toISOString();

beforeEach(() => void jest.spyOn(systemClock, 'now').mockReturnValue(NOW));
afterEach(() => jest.restoreAllMocks());

const process = (value: string) => ({ __rl: true, mode: 'id', value });
const form = { resource: 'approval', operation: 'getAll', processCode: process('PROC-1') };
const run = async (parameters: object = {}) =>
	await runDingTalk({ parameters: { ...form, ...parameters }, credentials: withOperator() });
const all = { returnAll: true };
const query = (further: object = {}) => ({
	processCode: 'PROC-1',
	startTime: NOW - WINDOW,
	nextToken: 0,
	maxResults: 20,
	...further,
});
const plan = (body: object, list: string[] | null, nextToken: string | null = '') =>
	planChange(
		'processes/instanceIds/query',
		{ ...body },
		{ success: true, result: { list, nextToken } },
	);
const idsOf = async (parameters: object) =>
	(await run(parameters)).items.map(({ json }) => json.processInstanceId);

test('lists the IDs of the last 120 days, page by page', async () => {
	plan(query(), ['a', 'b'], '20');
	plan(query({ nextToken: 20 }), ['c'], null);
	expect(await idsOf(all)).toEqual(['a', 'b', 'c']);
	plan(query(), null);
	expect(await idsOf(all)).toEqual([]);
});

test('leaves the end to DingTalk, whose clock may be ahead, unless it is asked for and past', async () => {
	plan(query(), ['just started']);
	expect(await idsOf({ filters: { startedUntil: iso(ago(-1)) } })).toEqual(['just started']);
	plan(query({ startTime: ago(2) - WINDOW, endTime: ago(2) - 1 }), ['before']);
	expect(await idsOf({ filters: { startedUntil: iso(ago(2)) } })).toEqual(['before']);
});

test('stops at the limit', async () => {
	plan(query(), ['a', 'b', 'c'], '20');
	expect(await idsOf({ limit: 2 })).toEqual(['a', 'b']);
});

test('walks a longer span in windows that DingTalk takes, the newest first', async () => {
	plan(query(), ['c']);
	plan(query({ startTime: NOW - 2 * WINDOW, endTime: NOW - WINDOW - 1 }), ['b', 'c']);
	plan(query({ startTime: ago(300), endTime: NOW - 2 * WINDOW - 1 }), ['a']);
	expect(await idsOf({ ...all, filters: { startedFrom: iso(ago(300)) } })).toEqual(['c', 'b', 'a']);
});

test('asks for people in groups of ten, and for statuses', async () => {
	const people = Array.from({ length: 12 }, (_, n) => `u${n}`);
	const statuses = ['RUNNING', 'COMPLETED'];
	plan(query({ statuses, userIds: people.slice(0, 10) }), ['a']);
	plan(query({ statuses, userIds: people.slice(10) }), ['b']);
	const originators = { list: [{ ids: people.join(',') }] };
	expect(await idsOf({ ...all, filters: { originators, statuses } })).toEqual(['a', 'b']);
});

test('reads each approval where details are wanted; one that cannot be read says why', async () => {
	plan(query(), ['a', 'b']);
	planInstance({ status: 'COMPLETED', result: 'agree' }, 'a');
	planApi(instanceAddress('b'), undefined, refusal('processInstanceNotExist'), 400);
	const { items } = await run({ ...all, withDetails: true, options: { withNames: false } });
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({ processInstanceId: 'a', status: 'approved' }),
		{ processInstanceId: 'b', error: 'DingTalk knows no such approval' },
	]);
});

test('ends where no approval could be read any more', async () => {
	plan(query(), ['a']);
	const denied = {
		...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
		accessdenieddetail: { requiredScopes: ['Workflow.Instance.Read'] },
	};
	planApi(instanceAddress('a'), undefined, denied, 403);
	const { error } = await run({ ...all, withDetails: true });
	expect(error?.message).toBe('The app lacks a permission for this call: Workflow.Instance.Read');
});

test('goes on after a failing item when told so, and names it when not', async () => {
	await expectFailureHandling(
		{
			parameters: { ...form, processCode: process('={{ $json.code }}') },
			input: itemsOf({ code: 'PROC-1' }, { code: 'PROC-2' }, { code: 'PROC-3' }),
			credentials: withOperator(),
		},
		() => {
			plan(query(), ['a']);
			const refused = refusal('invalidProcessCode', '审批模板processCode不存在');
			const second = query({ processCode: 'PROC-2' });
			planChange('processes/instanceIds/query', second, refused, 400);
			plan(query({ processCode: 'PROC-3' }), ['c']);
		},
		/DingTalk knows no such approval process/,
	);
});

test.each<[string, object, RegExp]>([
	['no process', { processCode: process(NOTHING) }, /'Process' is empty/],
	[
		'a start more than a year back',
		{ filters: { startedFrom: iso(ago(366)) } },
		/'Started From' lies more than 365 days back/,
	],
	[
		'an end more than a year back',
		{ filters: { startedUntil: iso(ago(300)) } },
		/'Started Until' lies more than 365 days back/,
	],
	['a future', { filters: { startedFrom: iso(ago(-1)) } }, /'Started From' lies in the future/],
	[
		'an end before the start',
		{ filters: { startedFrom: iso(ago(2)), startedUntil: iso(ago(3)) } },
		/'Started From' is not before 'Started Until'/,
	],
])('refuses %s before anything is sent', async (_name, parameters, wanted) => {
	const { message } = await refusedInput({
		parameters: { ...form, ...parameters },
		credentials: withOperator(),
	});
	expect(message).toMatch(wanted);
});
