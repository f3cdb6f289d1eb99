/** What was written into a form is what Get gives back, for every field that a workflow can fill in. */
import fc from 'fast-check';

import { isSettable } from '../../../../sandbox/behaviours/approval/values.mts';
import { LEAVE } from './forms';
import { approvalRuns, asJson, EVERYTHING, invoice, people, process, receipt } from './starting';

const runs = approvalRuns('approval');
const { run } = runs;
const INPUT = [{ json: {}, binary: { photo: receipt, invoice } }];

/** Something that approvals can refer to. */
let related = '';
beforeEach(() => {
	const draft = { processCode: 'PROC-SANDBOX-LEAVE', values: LEAVE };
	related = runs.sandbox.control.startApproval('bob', draft).processInstanceId;
});

/** A field with what is given for it, and what comes back under its label. */
interface Case {
	label: string;
	given: unknown;
	back: unknown;
}

const same = (label: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Case> =>
	values.map((given) => ({ label, given, back: given }));
const mapped = <T>(
	label: string,
	values: fc.Arbitrary<T>,
	to: (value: T) => { given: unknown; back: unknown },
): fc.Arbitrary<Case> => values.map((value) => ({ label, ...to(value) }));

const text = fc
	.string({ minLength: 1, maxLength: 30 })
	.filter((one) => one.trim() !== '' && one !== 'null');
const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100);
const day = fc
	.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const minute = fc
	.tuple(day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map(
		([date, ...clock]) => `${date} ${clock.map((part) => String(part).padStart(2, '0')).join(':')}`,
	);
const ordered = (dates: fc.Arbitrary<string>) => fc.tuple(dates, dates).map((pair) => pair.sort());
const NAMES: Record<string, string> = { lina: '李娜', bob: 'Bob Lee', wangfang: '王芳' };
const some = <T>(...all: T[]) => fc.subarray(all, { minLength: 1 });
const named = (ids: string[]) =>
	ids.map((userId) => ({ userId, name: expect.any(String) as unknown }));

const row = fc.record(
	{
		'名称 Name': text,
		'说明 Note': text,
		'数量 Count': fc.integer({ min: 0, max: 999 }),
		'金额 Amount': amount,
		'类型 Kind': fc.constantFrom('大 Big', '小 Small'),
		'标签 Tags': some('a', 'b'),
		'日期 Day': day,
		'照片 Photos': fc.constant(['https://example.com/a.png']),
		'负责人 Owner': some(...Object.keys(NAMES)),
	},
	{ requiredKeys: ['名称 Name'] },
);

const TABLE_OF_ALL = 'PROC-SANDBOX-TABLE';

/** The fields of the form that has one of each type, as far as calls can fill them in. */
const settable = () =>
	runs.sandbox.control
		.state()
		.processes.find(({ processCode }) => processCode === EVERYTHING)!
		.components.filter(isSettable);

/** One field each; a range has two labels. */
const fields: Array<fc.Arbitrary<Case | Case[]>> = [
	same('单行输入框 Text', text),
	same('多行输入框 Long text', text),
	same('数字 Number', fc.oneof(fc.integer(), amount)),
	same('金额 Money', amount),
	same('单选框 One', fc.constantFrom('红 Red', '绿 Green')),
	same('多选框 Many', some('甲 A', '乙 B', '丙, "C"')),
	same('日期 Date', day),
	same('日期时间 Date and time', minute),
	ordered(day).map(([start, end]) => [
		{ label: '开始日期', given: start, back: start },
		{ label: '结束日期', given: end, back: end },
	]),
	ordered(minute).map(([start, end]) => [
		{ label: '开始 From', given: start, back: start },
		{ label: '结束 Until', given: end, back: end },
	]),
	fc.tuple(minute, fc.integer({ min: -179, max: 179 }), text).map(([time, longitude, address]) => {
		const place = { longitude, latitude: 30.28, address, accuracy: 5 };
		return [
			{ label: '当前时间', given: time, back: `${time}:00` },
			{ label: '当前地点', given: place, back: place },
		];
	}),
	same('电话 Phone', fc.constantFrom('13800000000', '0571-88888888')),
	same('身份证 ID card', fc.constantFrom('33010219900101123X', '330102900101123')),
	mapped('图片 Photos', fc.constantFrom('photo', 'https://example.com/b.png'), (given) => ({
		given,
		back: [given === 'photo' ? expect.stringMatching(/_2_3\.png$/) : given],
	})),
	mapped('附件 Files', some('invoice', 'photo'), (names) => ({
		given: names,
		back: names.map((name) =>
			expect.objectContaining({
				fileName: name === 'photo' ? receipt.fileName : invoice.fileName,
				fileId: expect.stringMatching(/^\d+$/),
			}),
		),
	})),
	mapped('联系人 Person', fc.constantFrom(...Object.keys(NAMES)), (userId) => ({
		given: userId,
		back: named([userId]),
	})),
	mapped('联系人们 People', some(...Object.keys(NAMES)), (ids) => ({
		given: named(ids).map(({ userId }) => ({ userId })),
		back: named(ids),
	})),
	mapped('部门 Departments', some('100', '200', '9007199254740993'), (ids) => ({
		given: ids.join(','),
		back: ids.map((departmentId) => ({ departmentId, name: expect.any(String) as unknown })),
	})),
	same('省市区 Address', fc.constantFrom('北京,北京市,东城区', '浙江省,杭州市')),
	same('评分 Stars', fc.integer({ min: 1, max: 5 })),
	mapped(
		'关联审批单 Related',
		fc.constant(() => related),
		(idOf) => ({
			given: idOf(),
			back: [expect.objectContaining({ processInstanceId: idOf() })],
		}),
	),
];

const table = mapped('明细 Rows', fc.array(row, { minLength: 1, maxLength: 3 }), (rows) => ({
	given: rows,
	back: rows.map(({ '负责人 Owner': owners, ...cells }) => ({
		...cells,
		...(owners === undefined ? {} : { '负责人 Owner': named(owners) }),
	})),
}));

/** Some of the fields, each with a value; the first, which the form needs, always. */
const filledIn = (all: Array<fc.Arbitrary<Case | Case[]>>) =>
	fc
		.tuple(all[0], ...all.slice(1).map((field) => fc.option(field)))
		.map((cases) => cases.filter((one) => one !== null).flat());
const givenIn = (cases: Case[]) =>
	Object.fromEntries(cases.map(({ label, given }) => [label, given]));
const backIn = (cases: Case[]) => Object.fromEntries(cases.map(({ label, back }) => [label, back]));

/** Starts an approval with these values, and tells what Get gives of its form. */
async function there(processCode: string, form: object): Promise<unknown> {
	const [{ processInstanceId }] = await run(
		{
			operation: 'create',
			processCode: process(processCode),
			...(processCode === EVERYTHING
				? { chosenApprovers: { step: [{ name: '', approvers: people('lina') }] } }
				: {}),
			...asJson(form),
		},
		INPUT,
	);
	const [got] = await run({ operation: 'get', processInstanceId });
	return got.form;
}

test('every field comes back as it was given', async () => {
	await fc.assert(
		fc.asyncProperty(filledIn([...fields, table]), async (cases) => {
			expect(await there(EVERYTHING, givenIn(cases))).toMatchObject(backIn(cases));
		}),
		{ numRuns: 20 },
	);
}, 120_000);

test('in the row of a table too', async () => {
	runs.sandbox.control.changeProcess(TABLE_OF_ALL, {
		components: [
			{
				componentName: 'TableField',
				props: { id: 'TableField-ALL', label: 'All 全部' },
				children: settable().filter(({ componentName }) => componentName !== 'TableField'),
			},
		],
	});
	await fc.assert(
		fc.asyncProperty(fc.array(filledIn(fields), { minLength: 1, maxLength: 2 }), async (rows) => {
			expect(await there(TABLE_OF_ALL, { 'All 全部': rows.map(givenIn) })).toMatchObject({
				'All 全部': rows.map(backIn),
			});
		}),
		{ numRuns: 10 },
	);
}, 120_000);

test('these are all the fields that a workflow can fill in', () => {
	const tried = fc.sample(fc.tuple(...fields, table), 1).flat(2);
	const labels = settable().flatMap(({ props: { label } }) =>
		label.startsWith('[') ? (JSON.parse(label) as string[]) : [label],
	);
	expect(tried.map(({ label }) => label).sort()).toEqual(labels.sort());
});

test('what Get gives of an approval starts the same one again', async () => {
	const first = {
		operation: 'create',
		processCode: process(EVERYTHING),
		chosenApprovers: { step: [{ name: '', approvers: people('lina') }] },
	};
	const form = {
		'单行输入框 Text': 'x',
		'联系人 Person': 'bob',
		'部门 Departments': '100',
		开始日期: '2026-12-01',
		结束日期: '2026-12-02',
		当前时间: '2026-12-01 09:00',
		当前地点: { longitude: 120.02, latitude: 30.28, address: 'Xihu', accuracy: 1 },
		'附件 Files': 'invoice',
		'明细 Rows': [{ '名称 Name': 'a', '负责人 Owner': 'lina' }],
	};
	const input = [{ json: {}, binary: { invoice } }];
	const [related] = await run({ ...first, ...asJson(form) }, input);
	const more = { ...form, '关联审批单 Related': related.processInstanceId };
	const [started] = await run({ ...first, ...asJson(more) }, input);
	const read = async ({ processInstanceId }: typeof started) =>
		(await run({ operation: 'get', processInstanceId }))[0].form as object;
	const before = await read(started);
	expect(before).toMatchObject({
		'关联审批单 Related': [{ processInstanceId: related.processInstanceId }],
	});
	const [again] = await run({ ...first, ...asJson(before) });
	expect(again.processInstanceId).not.toBe(started.processInstanceId);
	expect(await read(again)).toEqual(before);
});
