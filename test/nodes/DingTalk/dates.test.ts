/** Dates as n8n's expressions give them, with n8n's own luxon. */
import { postApi, postOapi } from '../../helpers/calls.mts';
import { runDingTalk } from '../../helpers/dingTalk.mts';

const shown = async (text: string, timeZone?: string) => {
	let content = '';
	postApi(
		'/v1.0/robot/oToMessages/batchSend',
		({ msgParam }: { msgParam: string }) => {
			({ content } = JSON.parse(msgParam) as { content: string });
			return true;
		},
		{ processQueryKey: 'k1' },
	);
	const { error } = await runDingTalk({
		parameters: {
			resource: 'message',
			operation: 'send',
			target: 'people',
			people: { list: [{ ids: 'lina' }] },
			messageType: 'text',
			text,
		},
		timeZone,
	});
	expect(error?.message).toBeUndefined();
	return content;
};

test.each([
	['a luxon date', '={{ DateTime.fromMillis(0) }}', '1970-01-01T08:00:00+08:00'],
	['a luxon date of another zone', "={{ DateTime.fromMillis(0).setZone('UTC') }}", undefined],
	['a Date', '={{ new Date(0) }}', '1970-01-01T08:00:00+08:00'],
	['a date that n8n reads', "={{ '1970-01-01T00:00:00Z'.toDateTime() }}", undefined],
	['a length of time, by its own words', '={{ Duration.fromISO("PT1H") }}', 'PT1H'],
])('%s becomes text that reads', async (_name, text, wanted = '1970-01-01T08:00:00+08:00') => {
	expect(await shown(text, 'Asia/Shanghai')).toBe(wanted);
});

test('the zone is that of the workflow', async () => {
	expect(await shown('={{ new Date(0) }}', 'America/New_York')).toBe('1969-12-31T19:00:00-05:00');
	expect(await shown('={{ new Date(0) }}', 'UTC')).toBe('1970-01-01T00:00:00+00:00');
});

describe('in a row of a form', () => {
	const create = async (content: string) =>
		await runDingTalk({
			parameters: {
				resource: 'workRecord',
				operation: 'create',
				userId: { __rl: true, mode: 'id', value: 'lina' },
				title: 'Report',
				url: 'https://example.com',
				formItems: { item: [{ title: 'Due', content }] },
			},
			timeZone: 'Asia/Shanghai',
		});

	test.each(['={{ new Date(0) }}', '={{ DateTime.fromMillis(0) }}'])(
		'%s becomes text that reads',
		async (content) => {
			let items: unknown;
			const keep = (body: { formItemList: unknown }) => {
				items = body.formItemList;
				return true;
			};
			postOapi('/topapi/workrecord/add', keep, { errcode: 0, record_id: 'r1' });
			const { error } = await create(content);
			expect(error?.message).toBeUndefined();
			const [{ content: text }] = items as Array<{ content: string }>;
			// n8n itself makes text of luxon dates inside rows, with milliseconds.
			expect(text).toMatch(/^1970-01-01T08:00:00(\.000)?\+08:00$/);
		},
	);

	test('an object is refused', async () => {
		const { error } = await create('={{ {} }}');
		expect(error?.message).toBe("'Form Items > Content 1' is an object, and text is needed");
	});
});
