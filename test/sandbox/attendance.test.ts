import { client, sandbox, token, useSandbox } from './started.mts';

useSandbox();

const call = async (path: string, body: Record<string, unknown>) =>
	(await client.oapi('POST', path, body, token)).body;
const results = async (more: Record<string, unknown> = {}) =>
	await call('/attendance/list', {
		workDateFrom: '2026-05-04 00:00:00',
		workDateTo: '2026-05-04 00:00:00',
		userIdList: ['lina'],
		offset: 0,
		limit: 50,
		...more,
	});
const punches = async (more: Record<string, unknown> = {}) =>
	await call('/attendance/listRecord', {
		checkDateFrom: '2026-05-04 00:00:00',
		checkDateTo: '2026-05-04 23:59:59',
		userIds: ['lina'],
		...more,
	});
const reports = async (more: Record<string, unknown> = {}) =>
	await call('/topapi/report/list', {
		start_time: 0,
		end_time: 1000,
		cursor: 0,
		size: 20,
		...more,
	});
const MANY = Array.from(
	{ length: 51 },
	(_, index) => `load00${String(index + 1).padStart(2, '0')}`,
);
/** A moment in China. */
const at = (text: string) => Date.parse(`${text}+08:00`);

describe('results of attendance', () => {
	it('come from the first punch of the morning and the last of the evening', async () => {
		for (const time of ['09:01:00', '09:05:00', '17:00:00', '18:10:00']) {
			sandbox.control.punch('lina', { time: at(`2026-05-04T${time}`) });
		}
		const { recordresult, hasMore } = await results();
		expect(hasMore).toBe(false);
		expect(recordresult).toEqual([
			expect.objectContaining({
				checkType: 'OnDuty',
				timeResult: 'Late',
				workDate: at('2026-05-04T00:00:00'),
				userCheckTime: at('2026-05-04T09:01:00'),
			}),
			expect.objectContaining({
				checkType: 'OffDuty',
				timeResult: 'Normal',
				userCheckTime: at('2026-05-04T18:10:00'),
			}),
		]);
	});

	it('have the planned time of somebody who did not punch, and come in pages', async () => {
		const first = await results({ limit: 1 });
		expect([first.recordresult.length, first.hasMore]).toEqual([1, true]);
		expect(first.recordresult[0]).toMatchObject({
			timeResult: 'NotSigned',
			userCheckTime: at('2026-05-04T09:00:00'),
		});
		const last = await results({ limit: 1, offset: 1 });
		expect([last.recordresult.length, last.hasMore]).toEqual([1, false]);
	});

	it('are none of weekends and of what is to come', async () => {
		const weekend = { workDateFrom: '2026-05-02 00:00:00', workDateTo: '2026-05-03 00:00:00' };
		expect((await results(weekend)).recordresult).toEqual([]);
		const later = { workDateFrom: '2090-05-01 00:00:00', workDateTo: '2090-05-05 00:00:00' };
		expect((await results(later)).recordresult).toEqual([]);
	});

	it.each<[string, Record<string, unknown>, number]>([
		['more than seven days', { workDateTo: '2026-05-11 00:00:01' }, 41041],
		['a day without time', { workDateTo: '2026-05-04' }, 40035],
		['no date', { workDateFrom: '2026-02-30 00:00:00' }, 40035],
		['an end before the start', { workDateTo: '2026-05-03 00:00:00' }, 40035],
		['51 people', { userIdList: MANY }, 40035],
		['nobody', { userIdList: [] }, 40035],
		['a page of 51', { limit: 51 }, 40035],
		['somebody who does not exist', { userIdList: ['nobody'] }, 33012],
		['somebody out of sight', { userIdList: ['outsider'] }, 50002],
	])('refuses %s', async (_name, more, errcode) => {
		expect((await results(more)).errcode).toBe(errcode);
	});
});

describe('punches', () => {
	it('are all there, by work day', async () => {
		for (const time of ['2026-05-04T08:00:00', '2026-05-05T04:00:00', '2026-05-05T08:00:00']) {
			sandbox.control.punch('lina', { time: at(time), outside: 'Visit' });
		}
		const { recordresult } = await punches();
		expect(recordresult.map((one: { userCheckTime: number }) => one.userCheckTime)).toEqual([
			at('2026-05-04T08:00:00'),
			at('2026-05-05T04:00:00'),
		]);
		expect(recordresult[0]).toMatchObject({ locationResult: 'Outside', outsideRemark: 'Visit' });
	});

	it.each<[string, Record<string, unknown>, number]>([
		['more than seven days', { checkDateTo: '2026-05-11 00:00:01' }, 41041],
		['51 people', { userIds: MANY }, 40035],
		['somebody who does not exist', { userIds: ['nobody'] }, 33012],
	])('refuse %s', async (_name, more, errcode) => {
		expect((await punches(more)).errcode).toBe(errcode);
	});
});

describe('reports', () => {
	it('come in pages, the newest first', async () => {
		for (let n = 0; n < 3; n++) {
			const contents = [{ key: 'Today', value: String(n) }];
			sandbox.control.writeReport('lina', { templateName: '日报', contents, createTime: n });
		}
		const { result } = await reports({ size: 2 });
		expect(result).toMatchObject({ has_more: true, next_cursor: 2 });
		expect(result.data_list[0]).toMatchObject({
			creator_id: 'lina',
			create_time: 2,
			contents: [{ key: 'Today', value: '2', sort: '0' }],
		});
		const last = (await reports({ size: 2, cursor: 2 })).result;
		expect([last.data_list.length, last.has_more, last.next_cursor]).toEqual([1, false, undefined]);
	});

	it.each<[string, Record<string, unknown>, number]>([
		['more than 180 days', { end_time: 180 * 86_400_000 + 1 }, 40035],
		['an end before the start', { start_time: 1001 }, 40035],
		['a page of 21', { size: 21 }, 40035],
		['somebody who does not exist', { userid: 'nobody' }, 33012],
	])('refuse %s', async (_name, more, errcode) => {
		expect((await reports(more)).errcode).toBe(errcode);
	});
});

it('takes punches and reports over HTTP, of people who exist', async () => {
	const admin = async (path: string, body: Record<string, unknown>) =>
		await client.api('POST', `/_sandbox/${path}`, body);
	const time = at('2026-05-04T08:00:00');
	const { id } = (await admin('attendance/punches', { userId: 'lina', time })).body;
	expect((await punches()).recordresult).toEqual([
		expect.objectContaining({ id, userCheckTime: time }),
	]);
	const draft = {
		templateName: '日报',
		contents: [{ key: 'Today', value: 'Work' }],
		createTime: 1,
	};
	const { reportId } = (await admin('reports', { userId: 'lina', ...draft })).body;
	expect((await reports()).result.data_list).toMatchObject([{ report_id: reportId, remark: '' }]);
	expect((await admin('reports', { userId: 'nobody', ...draft })).status).toBe(400);
	expect((await admin('attendance/punches', { userId: 'nobody' })).status).toBe(400);
	expect((await admin('reports', { userId: 'lina' })).status).toBe(400);
});
