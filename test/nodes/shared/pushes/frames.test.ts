import {
	answerTo,
	callbackAck,
	eventAck,
	parseFrame,
	pingAck,
	UNKNOWN_TOPIC,
} from '../../../../nodes/shared/pushes/frames';

const frameText = (parts: object) =>
	JSON.stringify({
		specVersion: '1.0',
		type: 'EVENT',
		headers: { topic: '*', messageId: 'm1' },
		data: '{"a":1}',
		...parts,
	});

test('a frame keeps its data as the very text that came, and its headers as text', () => {
	const headers = { topic: '*', messageId: 'm1', eventBornTime: 1690362102194, appId: null };
	const frame = parseFrame(frameText({ headers, data: '{"id":12345678901234567890}' }));
	expect(frame).toEqual({
		type: 'EVENT',
		headers: { topic: '*', messageId: 'm1', eventBornTime: '1690362102194' },
		data: '{"id":12345678901234567890}',
	});
});

test('data that is absent or empty is an empty object', () => {
	expect(parseFrame(frameText({ data: undefined }))?.data).toBe('{}');
	expect(parseFrame(frameText({ data: '' }))?.data).toBe('{}');
});

test.each([
	['half a frame', '{"type":"EVENT","hea'],
	['no object', '[]'],
	['null', 'null'],
	['text', '"ping"'],
	['no type', frameText({ type: 5 })],
	['no headers', frameText({ headers: 'x' })],
	['nothing', ''],
])('%s is no frame', (_name, text) => {
	expect(parseFrame(text)).toBeUndefined();
});

test('acknowledgements have the shapes that DingTalk documents', () => {
	const frame = parseFrame(frameText({ headers: { topic: 'ping', messageId: 'm7' } }))!;
	const wire = (ack: Parameters<typeof answerTo>[1]): unknown => JSON.parse(answerTo(frame, ack));
	const headers = { messageId: 'm7', contentType: 'application/json' };
	expect(wire(eventAck('SUCCESS'))).toEqual({
		code: 200,
		headers,
		message: 'OK',
		data: '{"status":"SUCCESS","message":""}',
	});
	expect(wire(eventAck('LATER', 'busy'))).toMatchObject({
		code: 200,
		data: '{"status":"LATER","message":"busy"}',
	});
	expect(wire(callbackAck())).toEqual({
		code: 200,
		headers,
		message: 'OK',
		data: '{"response":null}',
	});
	const update = { cardData: { cardParamMap: { state: 'done' } } };
	expect(wire(callbackAck(update))).toMatchObject({ data: JSON.stringify({ response: update }) });
	expect(wire(pingAck(frame))).toMatchObject({ code: 200, data: '{"a":1}' });
	expect(wire(UNKNOWN_TOPIC)).toMatchObject({ code: 404, headers });
});
