import { request } from 'node:https';
import nock from 'nock';

const SIZE = 50_000_000;
const held: Buffer[] = [];

/** Memory that is free again only when nothing refers to the test any more, nor to its file. */
export async function holdMemoryWhileAsking(): Promise<void> {
	held.push(Buffer.alloc(SIZE));
	nock('https://api.example.test').get('/').reply(200);
	await new Promise<void>((resolve, reject) => {
		request('https://api.example.test/', (answer) => answer.resume().on('end', resolve))
			.on('error', reject)
			.end();
	});
	expect(held).toHaveLength(1);
}
