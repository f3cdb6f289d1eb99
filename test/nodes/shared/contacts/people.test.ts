import { findUnionIds, requirePeople, unionIdsOf } from '../../../../nodes/shared/contacts/people';
import { peopleField } from '../../../../nodes/shared/fields/people';
import { formOf } from '../../../helpers/form.mts';
import type { PersonRef } from '../../../../nodes/shared/params/personRef';

const fields = [peopleField({ displayName: 'People', name: 'people' })];
const readPeople = (people: unknown) => formOf(fields, { people }).people('people');
const locator = (mode: string, value: string) => ({ user: { __rl: true, mode, value } });

test('reads pickers and lists in any mix, each person once', () => {
	const people = readPeople({
		person: [locator('list', 'u1'), locator('mobile', '138'), locator('unionId', 'union-1')],
		list: [{ ids: 'u2;u3，u2' }, { ids: ['u1'], idType: 'userId' }],
	});
	expect(people.map(({ by, value }) => `${by} ${value}`)).toEqual([
		'userId u1',
		'mobile 138',
		'unionId union-1',
		'userId u2',
		'userId u3',
	]);
});

test.each(['u1, 138', ['u1', '138']])('takes %j for userIds', (value) => {
	const people = readPeople(value);
	expect(people.map((person) => `${person.by} ${person.value}`)).toEqual([
		'userId u1',
		'userId 138',
	]);
});

test.each([undefined, null, '', {}, { list: [{ ids: '' }] }])('reads nobody from %j', (value) => {
	expect(readPeople(value)).toEqual([]);
});

test('names the row that names nobody', () => {
	const rows = { person: [locator('list', 'u1'), locator('list', '')] };
	expect(() => readPeople(rows)).toThrow("'People > Person 2' is empty");
});

test('asks for somebody, and not for too many', () => {
	const [one, two]: PersonRef[] = ['a', 'b'].map((value) => ({ by: 'userId', value }));
	expect(requirePeople('People', [one], 1)).toEqual([one]);
	expect(() => requirePeople('People', [])).toThrow("'People' is empty");
	expect(() => requirePeople('People', [one, two], 1)).toThrow(
		"'People' names 2 people; the limit is 1",
	);
});

test('finds each person once, and lists who is nobody', async () => {
	const people = readPeople({ list: [{ ids: 'u1, +86138, ghost' }] });
	const directory = {
		findUnionId: async ({ value }: PersonRef) => (value === 'ghost' ? undefined : 'union-1'),
		unionIdOf: async () => 'union-1',
	};
	expect(await findUnionIds(directory, people)).toEqual({
		unionIds: ['union-1'],
		unknown: ['ghost'],
	});
	expect(await unionIdsOf(directory, people)).toEqual(['union-1']);
});
