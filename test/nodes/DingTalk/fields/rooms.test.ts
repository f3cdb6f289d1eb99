import { roomsField } from '../../../../nodes/DingTalk/fields/rooms';
import { formOf } from '../../../helpers/form.mts';

const fields = [roomsField({ description: '' })];
const readRooms = (roomIds: unknown) => formOf(fields, { roomIds }).several('roomIds');
const clicked = (value: string) => ({ room: { __rl: true, mode: 'list', value } });

test('reads rooms that were clicked, and lists of IDs, each once, clicked ones first', () => {
	const rooms = readRooms({
		list: [{ ids: 'a, b' }, { ids: ['c', 'a'] }],
		room: [clicked('d'), clicked('b')],
	});
	expect(rooms).toEqual(['d', 'b', 'a', 'c']);
});

test.each([
	['an array', ['b', 'a', 'b']],
	['an array as text', '["b", "a"]'],
	['a comma list', 'b, a, b'],
])('takes %s in place of both', (_kind, value) => {
	expect(readRooms(value)).toEqual(['b', 'a']);
});

test.each([{}, '', [], { list: [{ ids: '' }] }])('is empty for %j', (value) => {
	expect(readRooms(value)).toEqual([]);
});

test('names the row that is empty', () => {
	const rows = { room: [clicked('a'), clicked(' ')] };
	expect(() => readRooms(rows)).toThrow("'Rooms > Room 2' is empty");
});
