import type { Answer, FieldKind } from '../../../../nodes/shared/errors/confirm';
import { settle, unconfirmed } from '../../../../nodes/shared/errors/confirm';
import { streamOf } from '../../../helpers/streams.mts';

const judge = (answer: Answer, body: unknown, isOapi = false, headers = {}) =>
	unconfirmed(answer, { httpStatus: 200, headers, body }, isOapi);

const FITTING: Record<FieldKind, unknown[]> = {
	text: ['a', '0'],
	id: ['a', 5, 0, '12345678901234567890'],
	digits: [5, '12345678901234567890', '-7'],
	number: [0, 5.5, '7'],
	boolean: [true, false, 'true', 'false'],
	true: [true, 'true'],
	map: [{}, { a: 1 }],
	list: [[], [1, 'a', {}], null],
	ids: [[], ['a', 5], null],
	objects: [[], [{}], null],
};
const NOT_FITTING: Record<FieldKind, unknown[]> = {
	text: ['', ' ', 5, true, [], {}, null, undefined],
	id: ['', 1.5, 2 ** 53, true, [], {}, null, undefined],
	digits: ['', 'a', '1.5', 2 ** 53, [5], {}, true, null, undefined],
	number: ['', 'a', [], [5], {}, true, null, undefined],
	boolean: ['yes', 1, 0, '', [true], {}, null, undefined],
	true: ['yes', 1, '', [true], {}, null, undefined],
	map: ['a', 5, [], null, undefined],
	list: ['a', 5, {}, true, undefined],
	ids: ['a', {}, [{}], [''], [null], [['a']], undefined],
	objects: ['a', {}, ['a'], [null], [[]], undefined],
};
const KINDS = Object.keys(FITTING) as FieldKind[];

test.each(KINDS)("takes every form of '%s'", (kind) => {
	for (const value of FITTING[kind]) expect(judge({ x: kind }, { x: value })).toBeUndefined();
	for (const value of [...FITTING[kind], undefined, null]) {
		expect(judge({ x: `${kind}?` }, { x: value })).toBeUndefined();
	}
});

test.each(KINDS)("does not take another form for '%s'", (kind) => {
	for (const value of NOT_FITTING[kind]) {
		expect(judge({ x: kind }, { x: value })).toMatchObject({
			kind: 'foreign',
			code: 'notDingTalk',
		});
	}
	// What may be missing may be blank too.
	const wrong = NOT_FITTING[kind].filter(
		(value) =>
			value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === ''),
	);
	for (const value of wrong) expect(judge({ x: `${kind}?` }, { x: value })?.kind).toBe('foreign');
});

test('names the field that is missing, empty or of another type', () => {
	expect(judge({ 'result.userid': 'text' }, {})?.message).toBe("It carries no 'result.userid'");
	expect(judge({ id: 'text' }, { id: '' })?.message).toBe("Its 'id' is empty");
	expect(judge({ id: 'text' }, { id: [] })?.message).toBe(
		"Its 'id' is not what DingTalk documents (it is a list)",
	);
	expect(judge({ events: 'objects' }, { events: {} })?.message).toContain('it is an object');
	expect(judge({ events: 'objects' }, { events: ['text'] })?.message).toContain('it is a list');
});

test('looks at every entry of a list, and at nothing where there is no list', () => {
	const answer: Answer = { list: 'objects?', 'list[].id': 'id', 'list[].parents[]': 'digits' };
	const entry = { id: 'a', parents: [1, '2'] };
	for (const body of [{}, { list: null }, { list: [] }, { list: [entry, { id: 7 }] }]) {
		expect(judge(answer, body)).toBeUndefined();
	}
	expect(judge(answer, { list: [entry, {}] })?.message).toBe("It carries no 'list[].id'");
	expect(judge(answer, { list: [{ id: 'a', parents: ['x'] }] })?.message).toBe(
		"Its 'list[].parents[]' is not what DingTalk documents (it is a string)",
	);
	expect(judge({ 'a[].b.c': 'text' }, { a: [{ b: 'text' }] })?.message).toContain("no 'a[].b.c'");
});

test('empty fields of a confirmed answer become empty lists, or nothing', () => {
	const answer: Answer = {
		ids: 'ids',
		people: 'objects?',
		map: 'map?',
		'result.token': 'text?',
		'events[].attendees': 'objects?',
		'events[].start': 'map?',
	};
	const body = {
		ids: null,
		people: '',
		map: null,
		other: null,
		result: { token: null, kept: null },
		events: [{ attendees: null, start: null }, { attendees: [{}] }],
	};
	expect(judge(answer, body)).toBeUndefined();
	settle(answer, body);
	expect(body).toEqual({
		ids: [],
		people: [],
		other: null,
		result: { kept: null },
		events: [{ attendees: [] }, { attendees: [{}] }],
	});
	expect(() => settle(answer, '')).not.toThrow();
	expect(() => settle('json', { ids: null })).not.toThrow();
});

test('an answer that says no is a refusal with its reason, not a foreign one', () => {
	expect(judge({ success: 'true' }, { success: false, requestId: 'r' })).toEqual({
		kind: 'other',
		code: 'success: false',
		message: '',
		requestId: 'r',
	});
	expect(judge({ result: 'true' }, { result: 'false' })?.code).toBe('result: false');
	expect(judge({ success: 'true' }, { success: false, errorCode: '60011' })?.kind).toBe('scope');
});

test('every answer of the OAPI host carries errcode 0', () => {
	expect(judge('nothing', { errcode: 0, errmsg: 'ok' }, true)).toBeUndefined();
	expect(judge('nothing', { errcode: '0' }, true)).toBeUndefined();
	expect(judge('json', { errcode: 0 }, true)).toBeUndefined();
	for (const body of [{}, { foo: 1 }, [], { errcode: null }, { errcode: '' }, { errcode: [] }]) {
		expect(judge('nothing', body, true)?.message).toContain("'errcode'");
		expect(judge('json', body, true)?.message).toContain("'errcode'");
		expect(judge({ 'result.userid': 'text' }, body, true)?.message).toContain("'errcode'");
	}
});

test('where the documents promise nothing, an empty object is right and nothing else', () => {
	for (const body of [{}, '']) expect(judge('nothing', body)).toBeUndefined();
	for (const body of [{ foo: 1 }, [], { success: true }, 'ok', null]) {
		expect(judge('nothing', body)?.kind).toBe('foreign');
	}
	expect(judge('nothing', {}, false, { 'content-type': 'text/html' })?.kind).toBe('foreign');
});

test('a call that only the user knows is done by any JSON object or list', () => {
	for (const body of [{}, { foo: 1 }, []]) expect(judge('json', body)).toBeUndefined();
	for (const body of [null, 5, true]) expect(judge('json', body)?.kind).toBe('foreign');
});

test.each(['file', 'media'] as const)('a %s is a stream or bytes', (answer) => {
	expect(judge(answer, streamOf('x'), true)).toBeUndefined();
	expect(judge(answer, Buffer.from('x'), true)).toBeUndefined();
	for (const body of [{}, null, 'x', { errcode: 0 }]) {
		expect(judge(answer, body, true)?.message).toBe('It holds no file');
	}
});
