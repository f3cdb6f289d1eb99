import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

it('reaches a server on this machine, and no other, where nock is not in use', async () => {
	const server = createServer((_request, response) => response.end('local')).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	expect(await answer.text()).toBe('local');
	server.closeAllConnections();
	server.close();
	for (const address of ['http://api.example.test/', 'https://203.0.113.1/']) {
		await expect(fetch(address)).rejects.toMatchObject({
			cause: { message: expect.stringContaining('An unplanned connection to ') },
		});
	}
});
