import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const WEB_FOLDER = new URL('../web/', import.meta.url);

const TYPES: Record<string, string> = {
	'.html': 'text/html;charset=utf-8',
	'.js': 'text/javascript;charset=utf-8',
	'.css': 'text/css;charset=utf-8',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.ico': 'image/x-icon',
};

async function sendFile(name: string, reply: FastifyReply): Promise<void> {
	try {
		const content = await readFile(new URL(name, WEB_FOLDER));
		reply.headers({ 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
		await reply.type(TYPES[extname(name)]).send(content);
	} catch {
		await reply.code(404).type('text/plain').send(`The sandbox page has no ${name}.`);
	}
}

/** Serves the page's flat folder at the root: `/` and `/<name>.<known ending>`. */
export function servePage(app: FastifyInstance): void {
	app.get('/', (_request, reply) => sendFile('index.html', reply));
	const endings = Object.keys(TYPES).map((ending) => ending.slice(1));
	// One file name, no folders: nothing outside the page's folder can be reached.
	app.get<{ Params: { name: string; ending: string } }>(
		`/:name(^[\\w-]+).:ending(^(?:${endings.join('|')})$)`,
		({ params }, reply) => sendFile(`${params.name}.${params.ending}`, reply),
	);
}
