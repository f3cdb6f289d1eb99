/** Files of attachment columns: from binary fields, beside those that are there, and into binary fields. */
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { binaryOf } from '../../../helpers/dingTalk.mts';
import { asFields, asJson, autoMapped, inTable, tableRuns } from './tables';

const world = tableRuns('aiTableRecord');
const { run, call, refusal, calls, records } = world;
const FILES = '附件 Files';
const photo = binaryOf('a picture', 'site.png', 'image/png');
const invoice = binaryOf('an invoice', '发票.pdf', 'application/pdf');
const INPUT = [{ json: {}, binary: { photo, invoice } }];
const create = (value: unknown, further: object = {}) => ({
	operation: 'create',
	...inTable(),
	...asJson({ '标题 Title': 'Visit', [FILES]: value }),
	...further,
});
const update = (value: unknown, options: object = {}, recordId = 'recTaskOne') => ({
	operation: 'update',
	...inTable(),
	recordId,
	...asJson({ [FILES]: value }),
	options,
});
const kept = (recordId: unknown) =>
	(records().find(({ id }) => id === recordId)?.[FILES] ?? []) as Array<Record<string, unknown>>;
const names = (recordId: unknown) => kept(recordId).map(({ filename }) => filename);
const fileNames = (binary: IBinaryKeyData | undefined) =>
	Object.fromEntries(
		Object.entries(binary ?? {}).map(([name, { fileName, mimeType, data }]) => [
			name,
			[fileName, mimeType, Buffer.from(data, 'base64').toString().slice(0, 10)],
		]),
	);

test('are uploaded from binary fields, and downloaded with the same bytes', async () => {
	const [{ recordId }] = await run(create('photo, invoice'), INPUT);
	expect(kept(recordId)).toMatchObject([
		{ filename: 'site.png', size: 9, type: 'png' },
		{ filename: '发票.pdf', size: 10, type: 'pdf' },
	]);
	const get = {
		operation: 'get',
		...inTable(),
		recordId,
		simplify: true,
		options: { downloadAttachments: true },
	};
	const { items } = await call(get);
	expect(fileNames(items[0].binary)).toEqual({
		attachment_0: ['site.png', 'image/png', 'a picture'],
		attachment_1: ['发票.pdf', 'application/pdf', 'an invoice'],
	});
	expect(items[0].json[FILES]).toMatchObject([
		{ filename: 'site.png', binaryField: 'attachment_0' },
		{ filename: '发票.pdf', binaryField: 'attachment_1' },
	]);
});

test('Get Many downloads those of all records, in their order; without the option none', async () => {
	await run(create('photo'), INPUT);
	const getAll = { operation: 'getAll', ...inTable(), returnAll: true, simplify: false };
	const { items } = await call({ ...getAll, options: { downloadAttachments: true } });
	expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([
		['attachment_0'],
		[],
		['attachment_0'],
	]);
	expect(items[0].binary?.attachment_0).toMatchObject({ fileName: 'plan.pdf', bytes: 92250 });
	const plain = await call(getAll);
	expect(plain.items.map(({ binary }) => binary)).toEqual([undefined, undefined, undefined]);
});

test('an online document among them stays a link', async () => {
	const link = 'https://alidocs.dingtalk.com/i/nodes/N7dx2rn0JbNZyEBrtA2QYnXqWMGjLRb3';
	world.sandbox.control.addFault({
		match: { id: 'notable.getRecord' },
		times: 1,
		answer: {
			status: 200,
			body: { id: 'recX', fields: { [FILES]: [{ filename: 'Notes', type: 'adoc', url: link }] } },
		},
	});
	const get = { operation: 'get', ...inTable(), recordId: 'recX', simplify: true };
	const { items } = await call({ ...get, options: { downloadAttachments: true } });
	expect(items[0].json[FILES]).toEqual([{ filename: 'Notes', type: 'adoc', url: link }]);
});

test('a file that does not come fails naming it and its record', async () => {
	world.sandbox.control.addFault({
		match: { path: '/_files/*' },
		answer: { status: 403, body: {} },
	});
	const get = { operation: 'get', ...inTable(), recordId: 'recTaskOne', simplify: true };
	expect(await refusal({ ...get, options: { downloadAttachments: true } })).toMatch(
		/'plan.pdf' of the record recTaskOne was not downloaded/,
	);
});

test('replace what a record has, are added to it, or are cleared', async () => {
	await run(update('photo', { attachments: 'add' }), INPUT);
	expect(names('recTaskOne')).toEqual(['plan.pdf', 'site.png']);
	await run(update(['invoice']), INPUT);
	expect(names('recTaskOne')).toEqual(['发票.pdf']);
	await run(update('', { emptyValues: 'clear' }), INPUT);
	expect(names('recTaskOne')).toEqual([]);
	expect(calls('notable.getRecord')).toBe(1);
});

test('what Get gives can be given back beside new ones', async () => {
	const [record] = await run({
		operation: 'get',
		...inTable(),
		recordId: 'recTaskOne',
		simplify: true,
	});
	await run(update([...(record[FILES] as object[]), 'photo']), INPUT);
	expect(names('recTaskOne')).toEqual(['plan.pdf', 'site.png']);
});

test('Create or Update adds to the record that it finds, from all of its items', async () => {
	const upsert = {
		operation: 'upsert',
		...inTable(),
		...asJson(`={{ { "标题 Title": "上线 Launch", "${FILES}": $json.file } }}`),
		matchColumns: '标题 Title',
		options: { attachments: 'add' },
	};
	const input = ['photo', 'invoice'].map((file) => ({ ...INPUT[0], json: { file } }));
	await run(upsert, input);
	expect(names('recTaskOne')).toEqual(['plan.pdf', 'site.png', '发票.pdf']);
});

test('of many items each has its own, and one without a file fails alone', async () => {
	const input = [INPUT[0], { json: {} }, INPUT[0]];
	const { items } = await call(create('photo'), input, {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json }) => 'recordId' in json)).toEqual([true, false, true]);
	expect(calls('doc.resource.uploadInfo')).toBe(2);
	expect(calls('notable.insertRecords')).toBe(1);
});

test('one whose upload is refused fails alone, and its record is not written', async () => {
	world.sandbox.control.addFault({
		match: { id: 'doc.resource.uploadInfo' },
		times: 1,
		answer: { status: 403, body: { code: 'permissionDenied', message: 'no' } },
	});
	const { items } = await call(create('photo'), [INPUT[0], INPUT[0]], {
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items.filter(({ json }) => 'recordId' in json)).toHaveLength(1);
	expect(records()).toHaveLength(3);
});

test("n8n's Retry On Fail uploads nothing twice, and adds nothing twice", async () => {
	world.sandbox.control.addFault({
		match: { id: 'notable.updateRecords' },
		afterWork: true,
		times: 1,
		answer: { status: 403, body: { code: 'forbidden.operationIllegal', message: 'no' } },
	});
	const { error } = await call(update('photo', { attachments: 'add' }), INPUT, {
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
	});
	expect(error).toBeUndefined();
	expect(names('recTaskOne')).toEqual(['plan.pdf', 'site.png']);
	expect(calls('doc.resource.uploadInfo')).toBe(1);
});

test('a record is not found by its attachments', async () => {
	const upsert = {
		operation: 'upsert',
		...inTable(),
		...asJson({ [FILES]: 'photo' }),
		matchColumns: FILES,
	};
	expect(await refusal(upsert, INPUT)).toMatch(/cannot be found by a column of its type/);
});

test('an empty file is refused before anything is sent', async () => {
	const empty = binaryOf('', 'empty.txt', 'text/plain');
	const words = await refusal(create('empty'), [{ json: {}, binary: { empty } }]);
	expect(words).toMatch(/'附件 Files' holds an empty file/);
	expect(calls('doc.resource.uploadInfo')).toBe(0);
});

describe("files of n8n's forms, of which the JSON tells", () => {
	const told = (filename: string) => ({ filename, mimetype: 'image/png', size: 9 });
	/** As the Form Trigger names them: after the label of the field, with a number where it takes several. */
	const item = (value: unknown, binary: IBinaryKeyData) => [
		{ json: { '标题 Title': 'From a form', [FILES]: value } as IDataObject, binary },
	];
	const create = { operation: 'create', ...inTable(), ...autoMapped };
	const other = binaryOf('another one', 'site.png', 'image/png');

	it('are uploaded where columns are mapped automatically', async () => {
		const input = item([told('site.png'), told('发票.pdf')], {
			___Files_0: photo,
			___Files_1: invoice,
		});
		const [{ recordId }] = await run(create, input);
		expect(names(recordId)).toEqual(['site.png', '发票.pdf']);
	});

	it('one alone, and by an expression', async () => {
		const input = item(told('发票.pdf'), { photo, ___Files: invoice });
		const [{ recordId }] = await run(create, input);
		expect(names(recordId)).toEqual(['发票.pdf']);
		const columns = asFields({ fldFiles: `={{ $json['${FILES}'] }}` });
		const [second] = await run({ operation: 'create', ...inTable(), ...columns }, input);
		expect(names(second.recordId)).toEqual(['发票.pdf']);
	});

	it('of the same name each is its own, the one of that column first', async () => {
		const sizes = (recordId: unknown) => kept(recordId).map(({ size }) => size);
		const [one] = await run(create, item(told('site.png'), { a: photo, ___Files: other }));
		expect(sizes(one.recordId)).toEqual([11]);
		const both = item([told('site.png'), told('site.png')], { x: photo, y: other });
		const [two] = await run(create, both);
		expect(sizes(two.recordId)).toEqual([9, 11]);
	});

	it('are refused where the item does not hold them', async () => {
		expect(await refusal(create, item(told('gone.png'), { photo }))).toMatch(
			/'附件 Files' tells of a file that no binary field of this item holds: gone.png.*keep its binary/,
		);
		const twice = item([told('site.png'), told('site.png')], { photo });
		expect(await refusal(create, twice)).toMatch(/holds: site.png/);
		expect(calls('notable.insertRecords')).toBe(0);
	});
});
