import { credentialFor, runNode, runRobot } from '../engine.mts';

import { once } from 'node:events';

const [kind, apiUrl, oapiUrl, offset] = process.argv.slice(2);
const ITEMS = 2000;
const PEOPLE = 1000;

/** Sends without end, as a run of the App node or by the webhook of a robot. */
async function send(): Promise<void> {
	const items = Array.from({ length: ITEMS }, (_, index) => {
		const person = ((index + Number(offset)) % PEOPLE) + 1;
		return { json: { userId: `load${String(person).padStart(4, '0')}`, text: `${index}` } };
	});
	if (kind === 'robot') {
		const parameters = { operation: 'sendText', text: '={{ $json.text }}' };
		await runRobot(parameters, items, { oapiUrl }, 'sandboxrobotplain');
		return;
	}
	const parameters = {
		resource: 'message',
		operation: 'send',
		target: 'people',
		people: { list: [{ ids: '={{ $json.userId }}' }] },
		messageType: 'text',
		text: '={{ $json.text }}',
	};
	await runNode(parameters, items, credentialFor({ apiUrl, oapiUrl }));
}

// Whoever starts several begins with all of them at once, and ends them when it has seen enough.
console.log('ready');
await once(process.stdin, 'data');
// A blocked robot ends the run; the counts tell of it.
await send().catch(() => {});
