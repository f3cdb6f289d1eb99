import fc from 'fast-check';

import { InputError } from '../../../../nodes/shared/errors/inputError';
import { component, range, valueOf, wireOf } from './components';
import { runsOf } from '../../../helpers/whole.mts';

const luxon = (iso: string) => ({ toMillis: () => Date.parse(iso) });

describe('values that are written as such', () => {
	it.each([
		['TextField', 'two days', 'two days'],
		['TextField', 42, '42'],
		['TextareaField', 'one\ntwo', 'one\ntwo'],
		['NumberField', 10, '10'],
		['NumberField', ' -.5 ', '-0.5'],
		['NumberField', '+5', '5'],
		['NumberField', 12345678901234567890n, '12345678901234567890'],
		['MoneyField', '1500.50', '1500.50'],
		['MoneyField', 5, '5'],
		['StarRatingField', '5', '5'],
		['PhoneField', 13800000000, '13800000000'],
		['PhoneField', '+86 (571) 88-88', '+8657188-88'],
		['IdCardField', '33010219900101123x', '33010219900101123X'],
		['AddressField', '北京，北京市，东城区', '北京,北京市,东城区'],
		['AddressField', ['北京', '北京市', '东城区'], '北京,北京市,东城区'],
		['AddressField', '["北京","北京市"]', '北京,北京市'],
		['DepartmentField', '100, 9007199254740993', '100,9007199254740993'],
		['DepartmentField', { __rl: true, mode: 'list', value: '100' }, '100'],
		['RelateField', 'abc, def', '["abc","def"]'],
		['DDDateField', '2021-08-17', '2021-08-17'],
		['DDDateField', luxon('2021-08-16T16:30:00Z'), '2021-08-17'],
		['DDDateField', 1629129600000, '2021-08-17'],
		['InnerContactField', 'lina; bob', '["lina","bob"]'],
		['InnerContactField', [{ __rl: true, mode: 'list', value: 'lina' }], '["lina"]'],
		['InnerContactField', '["lina"]', '["lina"]'],
		['DDPhotoField', 'https://example.com/a.png', '["https://example.com/a.png"]'],
	])('%s: %p', async (type, given, written) => {
		expect(await valueOf(component(type), given)).toBe(written);
	});

	it.each([
		['yyyy-MM-dd', '', '2026-05-01T09:30', '2026-05-01'],
		['yyyy-MM-dd HH:mm', '', '2026-05-01T09:30:59', '2026-05-01 09:30'],
		['yyyy-MM-dd HH:mm', '', '2026-05-01', '2026-05-01 00:00'],
		['', '小时', '2026-05-01T01:30:00Z', '2026-05-01 09:30'],
		['', '天', '2026-05-01T09:30', '2026-05-01'],
		['', '半天', '2026-05-01T09:30', '2026-05-01 上午'],
		['', 'halfDay', '2026-05-01T12:00', '2026-05-01 下午'],
	])('a date of format %p and unit %p: %p', async (format, unit, given, written) => {
		expect(await valueOf(component('DDDateField', { format, unit }), given)).toBe(written);
	});

	it('a day without time stays the same day in every zone', async () => {
		for (const timeZone of ['Pacific/Kiritimati', 'America/Los_Angeles', 'UTC']) {
			expect(await valueOf(component('DDDateField'), '2026-03-08', { timeZone })).toBe(
				'2026-03-08',
			);
		}
	});

	it('a time and a place', async () => {
		const written = '["2025-05-27 14:27:20",120.02,30.28,"Xihu",100]';
		const one = component('TimeAndLocationField');
		const given = { time: '2025-05-27T14:27:20', longitude: 120.02, latitude: '30.28' };
		expect(await valueOf(one, { ...given, address: 'Xihu', accuracy: 100 })).toBe(written);
		expect(await valueOf(one, written)).toBe(written);
	});

	it('attachments that are stored already', async () => {
		const stored = {
			spaceId: '163',
			fileName: 'a.pdf',
			fileSize: '333',
			fileType: 'pdf',
			fileId: '643',
		};
		const one = component('DDAttachment');
		expect(JSON.parse((await valueOf(one, [stored])) ?? '')).toEqual([stored]);
		expect(JSON.parse((await valueOf(one, 'data, photo')) ?? '')).toHaveLength(2);
	});
});

describe('choices', () => {
	const options = ['annual', 'sick', 'a, b'];

	it('are some of the options', async () => {
		const many = component('DDMultiSelectField', { options });
		expect(await valueOf(component('DDSelectField', { options }), ' sick ')).toBe('sick');
		expect(await valueOf(many, 'sick')).toBe('["sick"]');
		expect(await valueOf(many, 'sick, annual')).toBe('["sick","annual"]');
		expect(await valueOf(many, '["sick","a, b"]')).toBe('["sick","a, b"]');
		expect(await valueOf(many, 'a, b')).toBe('["a, b"]');
		expect(await valueOf(many, ['sick', 'sick'])).toBe('["sick"]');
	});

	it('of a list that the schema does not have are taken as they are', async () => {
		expect(await valueOf(component('DDSelectField'), 'anything')).toBe('anything');
	});
});

describe('a range of time', () => {
	it.each([
		[['2026-05-01', '2026-05-03']],
		['["2026-05-01","2026-05-03"]'],
		['2026-05-01 ~ 2026-05-03'],
		['2026-05-01, 2026-05-03'],
		['2026-05-01 to 2026-05-03'],
		[{ start: '2026-05-01', end: luxon('2026-05-02T16:00:00Z') }],
	])('is given as %p', async (given) => {
		expect(await wireOf([range()], { 'Start – End': given })).toEqual([
			{
				id: 'DDDateRangeField-1',
				name: '["Start","End"]',
				value: '["2026-05-01","2026-05-03"]',
			},
		]);
	});

	it('is given by its two dates, named by ID or by label', async () => {
		const value = '["2026-05-01","2026-05-03"]';
		for (const values of [
			{ Start: '2026-05-01', End: '2026-05-03' },
			{ 'DDDateRangeField-1:end': '2026-05-03', 'DDDateRangeField-1:start': '2026-05-01' },
		]) {
			expect(await wireOf([range()], values)).toMatchObject([{ value }]);
		}
	});
});

describe('a table', () => {
	const table = component('TableField', {
		label: 'Costs',
		children: [
			component('TextField', { label: 'What', isRequired: true }),
			component('MoneyField', { label: 'Amount' }),
			component('DDMultiSelectField', { label: 'Tags', options: ['x', 'y'] }),
			range(),
			component('CalculateField', { label: 'Sum' }),
		],
	});

	it('is written row by row, each as a list of names and values', async () => {
		const rows = [
			{ What: 'taxi', Amount: '12.50', Tags: ['x', 'y'] },
			{ 'TextField-1': 'train', Start: '2026-05-01', End: '2026-05-02' },
		];
		const written = await valueOf(table, rows);
		expect(JSON.parse(written ?? '')).toEqual([
			[
				{ name: 'What', value: 'taxi' },
				{ name: 'Amount', value: '12.50' },
				{ name: 'Tags', value: '["x","y"]' },
			],
			[
				{ name: 'What', value: 'train' },
				{ name: '["Start","End"]', value: '["2026-05-01","2026-05-02"]' },
			],
		]);
		expect(await valueOf(table, JSON.stringify(rows))).toBe(written);
	});

	it.each([
		[[{ Amount: 'x', What: 'taxi' }], "'Costs > Amount 1' is not a number: x"],
		[[{ What: 'taxi' }, { Amount: 1 }], "'Costs > What 2' is empty, and the form needs it"],
		[[{ What: 'a', Place: 'b' }], "'Costs' has a value for 'Place', and this process has no such"],
		[[{ What: 'a', Sum: 1 }], "'Costs > Sum 1' cannot be filled in by a workflow"],
		['taxi', "'Costs' is not valid JSON"],
		[5, "'Costs' is 5, and an object"],
	])('%p is refused', async (rows, message) => {
		await expect(valueOf(table, rows)).rejects.toThrow(message);
	});
});

describe('what is refused, by the label of its field', () => {
	const options = ['annual', 'sick'];

	it.each([
		['TextField', [1], 'is an array, and text is needed'],
		['NumberField', '1,234.5', 'is not a number: 1,234.5'],
		['NumberField', true, 'is not a number: true'],
		['NumberField', 1e21, 'is 1e+21, which was rounded before it'],
		['MoneyField', '¥5', 'is not a number: ¥5'],
		['StarRatingField', 6, 'is not a whole number from 1 to 5: 6'],
		['DDSelectField', 'leave', "is 'leave', which is no option of it"],
		['DDMultiSelectField', ['sick', 'x'], "is 'x', which is no option of it"],
		['DDDateField', 'tomorrow', 'is not a date: tomorrow'],
		['DDDateRangeField', '2026-05-01', 'is not two dates'],
		['DDDateRangeField', ['2026-05-01', ''], "has no 'End'"],
		['DDDateRangeField', ['2026-05-03', '2026-05-01'], 'ends before it starts'],
		['TimeAndLocationField', '[1]', 'is no time and place'],
		['PhoneField', 'call me', 'is no phone number: call me'],
		['IdCardField', '123', 'is no identity card number: it has 3 characters'],
		['DepartmentField', 'Sales', 'is not a department ID: Sales'],
		['InnerContactField', '$:LWCP_v1:$abc', "holds DingTalk's own ID of a person"],
		['DDAttachment', [{ fileId: '1' }], 'holds what is no name of a binary field'],
		['DDPhotoField', [{ url: 'x' }], 'holds what is no name of a binary field'],
	])('%s: %p', async (type, value, problem) => {
		const one =
			type === 'DDDateRangeField' ? range() : component(type, { label: 'Reason', options });
		await expect(valueOf(one, value)).rejects.toThrow(`'${one.label}' ${problem}`);
		await expect(valueOf(one, value)).rejects.toThrow(InputError);
	});

	it('several people and departments where the form takes one', async () => {
		for (const type of ['InnerContactField', 'DepartmentField']) {
			const one = component(type, { isSingle: true });
			expect(await valueOf(one, '1')).toMatch(/1/);
			await expect(valueOf(one, '1,2')).rejects.toThrow('names 2, and the form takes one');
		}
	});

	it('what is longer than DingTalk takes, a table as a whole too', async () => {
		const long = 'x'.repeat(65_536);
		const table = component('TableField', { label: 'Rows', children: [component('TextField')] });
		expect(await valueOf(component('TextField'), long.slice(1))).toHaveLength(65_535);
		await expect(valueOf(component('TextField'), long)).rejects.toThrow(
			'takes 65536 characters; the limit is 65535',
		);
		const rows = [
			{ 'A TextField': long.slice(0, 40_000) },
			{ 'A TextField': long.slice(0, 40_000) },
		];
		await expect(valueOf(table, rows)).rejects.toThrow("'Rows' takes 80");
	});
});

describe('fields that calls cannot fill in', () => {
	it('matter only where the form needs them or a value is given', async () => {
		const sign = component('SignatureField', { label: 'Signed' });
		expect(await wireOf([sign], {})).toEqual([]);
		const refusal = "'Signed' cannot be filled in by a workflow: a person signs in DingTalk";
		await expect(wireOf([sign], { Signed: 'x' })).rejects.toThrow(refusal);
		await expect(wireOf([{ ...sign, isRequired: true }], {})).rejects.toThrow(refusal);
	});

	it('are left to DingTalk where it fills them in by itself', async () => {
		const sum = component('CalculateField', { label: 'Sum', isRequired: true });
		expect(await wireOf([sum], {})).toEqual([]);
		await expect(wireOf([sum], { Sum: 1 })).rejects.toThrow('DingTalk works it out');
	});

	it('of a type that nobody has described are named', async () => {
		await expect(wireOf([component('NewField', { isRequired: true })], {})).rejects.toThrow(
			'DingTalk documents no value for it (NewField)',
		);
	});
});

describe('which field a value is for', () => {
	const two = [component('TextField', { id: 'a' }), component('TextField', { id: 'b' })];

	it('is told by its ID where labels are alike', async () => {
		expect(await wireOf(two, { a: 'x', b: 'y' })).toMatchObject([{ id: 'a' }, { id: 'b' }]);
		await expect(wireOf(two, { 'A TextField': 'x' })).rejects.toThrow(
			"has a value for 'A TextField', which is the label of 2 fields",
		);
	});

	it('is refused where there is none, unless whole items are taken', async () => {
		await expect(wireOf(two, { c: 'x' })).rejects.toThrow('and this process has no such field');
		expect(await wireOf(two, { c: 'x', a: '1' }, { isLoose: true })).toMatchObject([{ id: 'a' }]);
	});

	it('does not matter for empty values', async () => {
		expect(await wireOf(two, { c: '', a: null, b: [] })).toEqual([]);
		expect(await wireOf(two, { a: [''], b: [null] })).toEqual([]);
	});

	it('is needed only where the field shows', async () => {
		const needed = component('TextField', { isRequired: true });
		await expect(wireOf([needed], { [needed.id]: ' ' })).rejects.toThrow('is empty');
		expect(await wireOf([{ ...needed, isHidden: true }], {})).toEqual([]);
	});
});

test('whatever is given, a value is a text or the form is refused for a field of it', async () => {
	const types = [
		...['TextField', 'NumberField', 'MoneyField', 'StarRatingField', 'DDSelectField'],
		...['DDMultiSelectField', 'DDDateField', 'TimeAndLocationField', 'PhoneField', 'IdCardField'],
		...['AddressField', 'InnerContactField', 'DepartmentField', 'RelateField', 'DDPhotoField'],
		...['DDAttachment', 'SignatureField', 'TextNote', 'Other'],
	];
	const components = [
		...types.map((type) => component(type)),
		range(),
		component('TableField', { children: types.map((type) => component(type)) }),
	];
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...components),
			fc.oneof(fc.anything({ withBigInt: true, withDate: true }), fc.json(), fc.string()),
			async (one, value) => {
				try {
					const written = await valueOf(one, value);
					expect(['string', 'undefined']).toContain(typeof written);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					expect((error as InputError).message).toContain(one.label);
				}
			},
		),
		{ numRuns: runsOf(2000) },
	);
});
