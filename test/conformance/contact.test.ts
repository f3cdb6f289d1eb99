import { contact } from '../sandbox/official.mts';
import { TwoClients } from './twoClients.mts';

let clients: TwoClients;
beforeAll(async () => {
	clients = await TwoClients.start();
});
beforeEach(() => clients.taken());
afterAll(async () => await clients.close());

describe('people and departments are searched as the official client searches them', () => {
	it('people', async () => {
		const { node, client } = await clients.compare({
			parameters: { resource: 'user', operation: 'search', query: '李', returnAll: true },
			path: '/v1.0/contact/users/search',
			official: async ({ config, headers, runtime }) =>
				await new contact.default(config).searchUserWithOptions(
					new contact.SearchUserRequest({ queryWord: '李', offset: 0, size: 50 }),
					new contact.SearchUserHeaders(headers),
					runtime,
				),
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
	});

	it('departments', async () => {
		const { node, client } = await clients.compare({
			parameters: { resource: 'department', operation: 'search', query: '研发', returnAll: true },
			path: '/v1.0/contact/departments/search',
			official: async ({ config, headers, runtime }) =>
				await new contact.default(config).searchDepartmentWithOptions(
					new contact.SearchDepartmentRequest({ queryWord: '研发', offset: 0, size: 50 }),
					new contact.SearchDepartmentHeaders(headers),
					runtime,
				),
		});
		expect(node).toEqual(client);
		expect(node).toHaveLength(1);
	});
});
