import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import nock from 'nock';

it('gets the answer that was planned', async () => {
	nock('https://api.example.test').get('/planned').reply(200, 'planned');
	const answer = await fetch('https://api.example.test/planned');
	expect(await answer.text()).toBe('planned');
});

it('reaches a server on this machine, and no other', async () => {
	const server = createServer((_request, response) => response.end('local')).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	expect(await answer.text()).toBe('local');
	server.closeAllConnections();
	server.close();
	await expect(fetch('https://api.example.test/unplanned')).rejects.toThrow();
});
