/** Attendance and reports through n8n's engine against the sandbox. */
import { startSandbox, type Sandbox } from '../../../../sandbox/index.mts';
import { sandboxCredential } from '../../../helpers/appSandbox.mts';
import { runDingTalk } from '../../../helpers/dingTalk.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ limits: { callsPerSecond: Number.POSITIVE_INFINITY } });
});
beforeEach(() => sandbox.control.reset());
afterAll(async () => await sandbox.close());

const run = async (resource: string, operation: string, parameters: object, app = {}) =>
	await runDingTalk({
		parameters: { resource, operation, ...parameters },
		credentials: sandboxCredential(sandbox, app),
		timeZone: 'Asia/Shanghai',
	});
const jsonOf = async (...given: Parameters<typeof run>) => {
	const { items, error } = await run(...given);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
};
const people = (...ids: string[]) => ({ people: { list: [{ ids: ids.join(), idType: 'any' }] } });
/** A moment in China. */
const at = (text: string) => Date.parse(`${text}+08:00`);
const punch = (userId: string, time: string, details = {}) =>
	sandbox.control.punch(userId, { time: at(time), ...details });

test('tells who was late, left early or did not come, by any ID', async () => {
	punch('lina', '2026-05-04T08:55:00');
	punch('lina', '2026-05-04T17:30:00');
	punch('bob', '2026-05-04T09:20:00', { outside: 'Visit' });
	const results = await jsonOf('attendance', 'getResults', {
		...people('13800000002', 'union-bob'),
		firstDay: '2026-05-04',
		lastDay: '2026-05-04',
	});
	expect(
		results.map((one) => [one.userId, one.checkType, one.timeResult, one.userCheckTime]),
	).toEqual([
		['lina', 'OnDuty', 'Normal', '2026-05-04T08:55:00+08:00'],
		['lina', 'OffDuty', 'Early', '2026-05-04T17:30:00+08:00'],
		['bob', 'OnDuty', 'Late', '2026-05-04T09:20:00+08:00'],
		['bob', 'OffDuty', 'NotSigned', undefined],
	]);
	expect(results[2]).toMatchObject({ workDate: '2026-05-04', locationResult: 'Outside' });
});

test('reads a month of sixty people: each result once', async () => {
	const ids = Array.from(
		{ length: 60 },
		(_, index) => `load00${String(index + 1).padStart(2, '0')}`,
	);
	const results = await jsonOf('attendance', 'getResults', {
		people: { list: [{ ids: ids.join() }] },
		firstDay: '2026-05-01',
		lastDay: '2026-05-31',
		returnAll: true,
	});
	const seen = results.map(
		(one) => `${String(one.userId)} ${String(one.workDate)} ${String(one.checkType)}`,
	);
	// May 2026 has 21 days from Monday to Friday.
	expect(seen).toHaveLength(60 * 21 * 2);
	expect(new Set(seen).size).toBe(seen.length);
});

test('lists punches of a night that began the day before', async () => {
	punch('lina', '2026-05-04T22:00:00');
	punch('lina', '2026-05-05T02:00:00');
	punch('lina', '2026-05-06T00:00:00');
	const punches = await jsonOf('attendance', 'getPunches', {
		...people('lina'),
		from: '2026-05-05T00:00:00',
		until: '2026-05-06T00:00:00',
	});
	expect(punches).toHaveLength(1);
	expect(punches[0]).toMatchObject({
		userId: 'lina',
		userCheckTime: '2026-05-05T02:00:00+08:00',
		workDate: '2026-05-04',
	});
});

test('lists punches of weeks, each once', async () => {
	for (let day = 1; day <= 30; day++) {
		punch('lina', `2026-04-${String(day).padStart(2, '0')}T09:00:00`);
	}
	const punches = await jsonOf('attendance', 'getPunches', {
		...people('lina'),
		from: '2026-04-01',
		until: '2026-05-01',
		returnAll: true,
	});
	expect(new Set(punches.map(({ id }) => id)).size).toBe(30);
	expect(punches).toHaveLength(30);
});

test('lists the reports of a year by template, person and change', async () => {
	const write = (userId: string, templateName: string, time: string, modified = time) =>
		sandbox.control.writeReport(userId, {
			templateName,
			contents: [{ key: 'Today', value: time }],
			createTime: at(time),
			modifiedTime: at(modified),
		});
	for (let day = 1; day <= 25; day++) {
		write('lina', '日报', `2026-05-${String(day).padStart(2, '0')}T18:00:00`);
	}
	write('bob', '周报', '2025-08-01T18:00:00', '2026-05-02T09:00:00');
	const year = { from: '2025-06-01', until: '2026-06-01', returnAll: true };
	const list = async (filters = {}) => await jsonOf('report', 'getAll', { ...year, filters });
	expect(new Set((await list()).map(({ reportId }) => reportId)).size).toBe(26);
	expect(await list({ templateName: '周报' })).toEqual([
		expect.objectContaining({
			creatorId: 'bob',
			creatorName: expect.any(String),
			createTime: '2025-08-01T18:00:00+08:00',
			modifiedTime: '2026-05-02T09:00:00+08:00',
			contents: { Today: '2025-08-01T18:00:00' },
		}),
	]);
	const creators = { list: [{ ids: 'union-bob', idType: 'unionId' }] };
	expect(await list({ creators })).toHaveLength(1);
	const changed = { modifiedFrom: '2026-05-02', modifiedUntil: '2026-05-03' };
	expect((await list(changed)).map(({ creatorId }) => creatorId).sort()).toEqual(['bob', 'lina']);
});

test.each([
	['attendance', 'getResults', 'qyapi_get_attendance_data'],
	['attendance', 'getPunches', 'qyapi_get_attendance_data'],
	['report', 'getAll', 'qyapi_report_query'],
])('%s %s names the permission that an app lacks', async (resource, operation, scope) => {
	const bare = { clientId: 'dingsandboxbare', clientSecret: 'sandbox-bare-secret' };
	const lina = { people: { list: [{ ids: 'lina' }] } };
	const { error } = await run(resource, operation, lina, bare);
	expect(`${error?.message} ${error?.description}`).toContain(scope);
});
