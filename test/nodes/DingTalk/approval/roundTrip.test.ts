/** What was written into a form is what Get gives back, for every field that a workflow can fill in. */
import fc from 'fast-check';

import { approvalRuns, asJson, EVERYTHING, invoice, people, process, receipt } from './starting';

const { run } = approvalRuns('approval');

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
	},
	{ requiredKeys: ['名称 Name'] },
);

/** One field each; a range has two labels. */
const fields: Array<fc.Arbitrary<Case | Case[]>> = [
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
	same('明细 Rows', fc.array(row, { minLength: 1, maxLength: 3 })),
];

test('every field comes back as it was given', async () => {
	await fc.assert(
		fc.asyncProperty(fc.tuple(text, ...fields.map((field) => fc.option(field))), async (all) => {
			const [title, ...given] = all;
			const cases = given.filter((one) => one !== null).flat() as Case[];
			const form = Object.fromEntries(cases.map(({ label, given: value }) => [label, value]));
			const [{ processInstanceId }] = await run(
				{
					operation: 'create',
					processCode: process(EVERYTHING),
					chosenApprovers: { step: [{ name: '', approvers: people('lina') }] },
					...asJson({ '单行输入框 Text': title, ...form }),
				},
				[{ json: {}, binary: { photo: receipt, invoice } }],
			);
			const [got] = await run({ operation: 'get', processInstanceId });
			expect(got.form).toMatchObject({
				'单行输入框 Text': title,
				...Object.fromEntries(cases.map(({ label, back }) => [label, back])),
			});
		}),
		{ numRuns: 40 },
	);
}, 120_000);

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
