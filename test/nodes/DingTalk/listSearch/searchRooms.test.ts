import { planApi, refusal } from '../../../helpers/calls.mts';
import { planUser } from '../../../helpers/contacts.mts';
import { appCredential } from '../../../helpers/dingTalk.mts';
import { allPages, callPicker, pickerError } from '../../../helpers/listSearch.mts';

/** Taken as a unionId by its looks, without a lookup. */
const OPERATOR = 'operatorOfTheCredentialiE';
const withOperator = () => ({ credentials: appCredential({ operatorId: OPERATOR }) });

const room = (roomId: string, roomName: string, more: object = {}) => ({
	roomId,
	roomName,
	...more,
});
const planRooms = (
	result: object[] | null,
	{ unionId = OPERATOR, token, next }: { unionId?: string; token?: number; next?: number } = {},
) =>
	planApi(
		`GET /v1.0/rooms/meetingRoomLists?unionId=${unionId}&maxResults=20${token ? `&nextToken=${token}` : ''}`,
		undefined,
		{ result, hasMore: next !== undefined, ...(next === undefined ? {} : { nextToken: next }) },
	);
const person = (mode: string, value: string) => ({ __rl: true, mode, value });

test('lists rooms with place and size, or what there is of them', async () => {
	planRooms([
		room('r1', 'Bamboo 竹', { roomCapacity: 12, roomLocation: { title: 'HQ', desc: 'Road 1' } }),
		room('r2', 'Booth', { roomCapacity: 1, roomLocation: null }),
		room('r3', '', { roomLocation: { title: '' } }),
	]);
	expect(await callPicker('searchRooms', withOperator())).toEqual({
		results: [
			{ name: 'Bamboo 竹 · HQ · 12 people', value: 'r1' },
			{ name: 'Booth · 1 person', value: 'r2' },
			{ name: 'r3', value: 'r3' },
		],
	});
});

test('is empty where the organisation has no rooms', async () => {
	planRooms(null);
	expect(await callPicker('searchRooms', withOperator())).toEqual({ results: [] });
});

test('goes on with the next page, by its token', async () => {
	planRooms([room('r1', 'A')], { next: 124 });
	planRooms([room('r2', 'B')], { token: 124 });
	const pages = await allPages('searchRooms', withOperator());
	expect(pages.map((page) => page.map(({ name }) => name))).toEqual([['A'], ['B']]);
});

test('looks through the pages for a name, a place or an ID, whatever the case', async () => {
	planRooms([room('r1', 'Alpha')], { next: 1 });
	planRooms([room('r2', 'Bamboo', { roomLocation: { title: 'Annex' } })], { token: 1, next: 2 });
	expect(await callPicker('searchRooms', { ...withOperator(), filter: 'ANNEX' })).toEqual({
		results: [{ name: 'Bamboo · Annex', value: 'r2' }],
		paginationToken: '2',
	});
	planRooms([room('r1', 'Alpha'), room('r2', 'Beta')]);
	expect(await callPicker('searchRooms', { ...withOperator(), filter: 'R2' })).toEqual({
		results: [{ name: 'Beta', value: 'r2' }],
	});
});

describe('asks as', () => {
	test('the person whose calendar it is', async () => {
		planRooms([], { unionId: 'union-lina' });
		const parameters = { userId: person('unionId', 'union-lina') };
		await callPicker('searchRooms', { ...withOperator(), parameters });
	});

	test('the same, named by a userId', async () => {
		planUser('lina');
		planRooms([], { unionId: 'union-lina' });
		const parameters = { userId: person('list', 'lina') };
		await callPicker('searchRooms', { ...withOperator(), parameters });
	});

	test("the Operator of the form's options", async () => {
		planRooms([], { unionId: 'union-lina' });
		const parameters = { options: { operatorId: person('unionId', 'union-lina') } };
		await callPicker('searchRooms', { ...withOperator(), parameters });
	});

	test("the credential's Operator where the person is an expression, or nobody", async () => {
		for (const value of ['={{ $json.userId }}', '']) {
			planRooms([]);
			const parameters = { userId: person('id', value) };
			await callPicker('searchRooms', { ...withOperator(), parameters });
		}
	});
});

test('says whom to choose where there is nobody to ask as', async () => {
	const error = await pickerError('searchRooms');
	expect(error.name).toBe('NodeOperationError');
	expect(error.message).toBe(
		"'Operator' is empty, and somebody must act. Choose a person in the form first, as 'User' or 'Operator', or fill in 'Operator' of the credential",
	);
});

test('throws what DingTalk refuses', async () => {
	const address = `GET /v1.0/rooms/meetingRoomLists?unionId=${OPERATOR}&maxResults=20`;
	const denied = {
		...refusal('Forbidden.AccessDenied.AccessTokenPermissionDenied'),
		accessdenieddetail: { requiredScopes: ['VideoConference.Conference.Read'] },
	};
	planApi(address, undefined, denied, 403);
	const error = await pickerError('searchRooms', withOperator());
	expect(error.name).toBe('NodeApiError');
	expect(error.message).toBe(
		'The app lacks a permission for this call: VideoConference.Conference.Read',
	);
});
