import { approvalRuns, person } from '../approval/starting';

const world = approvalRuns('approvalProcess');
const { run, refusal } = world;
const list = { operation: 'getAll' };
const codes = (items: object[]) =>
	items.map((item) => (item as { processCode: string }).processCode);

test("lists what the credential's Operator may start, and not what is switched off", async () => {
	const found = await run(list);
	expect(codes(found)).toContain('PROC-SANDBOX-LEAVE');
	expect(codes(found)).not.toContain('PROC-SANDBOX-OLD');
	expect(codes(found)).not.toContain('PROC-SANDBOX-PURCHASE');
	expect(found[0]).toEqual({
		processCode: 'PROC-SANDBOX-LEAVE',
		name: '请假 Leave',
		groupId: expect.stringMatching(/^\d+$/),
		groupName: '假勤管理',
		url: expect.stringContaining('PROC-SANDBOX-LEAVE'),
		iconUrl: expect.stringMatching(/^https:/),
	});
});

test('lists what somebody else may start, by any ID', async () => {
	const userId = { __rl: true, mode: 'unionId', value: 'union-lina' };
	expect(codes(await run({ ...list, userId }))).toContain('PROC-SANDBOX-PURCHASE');
});

test('walks the pages until the limit, or all of them', async () => {
	const component = { componentName: 'TextField', props: { id: 'TextField-A', label: 'A' } };
	for (let n = 0; n < 120; n++) {
		world.sandbox.control.changeProcess(`PROC-${n}`, { components: [component] });
	}
	expect(await run({ ...list, returnAll: false, limit: 3 })).toHaveLength(3);
	const all = codes(await run({ ...list, returnAll: true }));
	expect(new Set(all).size).toBe(all.length);
	expect(all.length).toBeGreaterThan(120);
	expect(world.calls('workflow.templates.visible')).toBe(3);
});

test('lists what somebody manages, those that are switched off among them', async () => {
	const managed = { ...list, scope: 'managed', userId: person('zhangwei') };
	const found = await run(managed);
	expect(codes(found)).toContain('PROC-SANDBOX-OLD');
	expect(found.find(({ processCode }) => processCode === 'PROC-SANDBOX-SUITELEAVE')).toEqual({
		processCode: 'PROC-SANDBOX-SUITELEAVE',
		name: '请假(套件) Leave suite',
		changedAt: expect.stringMatching(/^\d{4}-/),
		attendanceType: 1,
		iconUrl: expect.stringMatching(/^https:/),
	});
	expect(await run({ ...managed, limit: 2 })).toHaveLength(2);
});

test('says who manages no approvals, and who is nobody', async () => {
	expect(await refusal({ ...list, scope: 'managed', userId: person('bob') })).toMatch(/manage/);
	const userId = { __rl: true, mode: 'mobile', value: '13900000000' };
	expect(await refusal({ ...list, userId })).toContain("'User' is nobody's mobile number");
});
