import { formsOf, PLACES } from '../helpers/echoes.mts';
import type { Echo } from '../helpers/echoServer.mts';
import { everythingIn } from '../helpers/everythingIn.mts';
import { IS_WHOLE } from '../helpers/whole.mts';
import {
	type CallClass,
	CLASSES,
	expectNone,
	logged,
	MODES,
	server,
	startAnew,
	useEchoServer,
} from './secretCalls';

useEchoServer();

/**
 * Runs with a server that says a secret at this place, in all forms: each one once at least, and first, where a text may
 * be cut; in both modes. In a sample once, each place with the next secret and mode.
 */
async function expectNothing(callClass: CallClass, place: (text: string) => Echo, index: number) {
	const rounds = Math.max(callClass.secrets().length + 1, MODES.length);
	const all = Array.from({ length: rounds }, (_, round) => round);
	for (const round of IS_WHOLE ? all : [index % rounds]) {
		startAnew();
		const told = new Set<string>();
		server.answer = (request) => {
			if (!callClass.isAbout(String(request.url))) return callClass.otherwise ?? {};
			const secrets = callClass.secrets();
			const secret = secrets[round % secrets.length];
			told.add(secret);
			return place([secret, ...formsOf(secret)].join(' '));
		};
		const kept = await callClass.run(MODES[round % MODES.length]);
		// Without an echo nothing is shown; what came instead says why.
		expect(told.size > 0 ? '' : everythingIn(kept).slice(0, 2_000)).toBe('');
		expectNone(everythingIn([kept, logged]), [...told, ...callClass.secrets()]);
	}
}

describe.each(Object.keys(CLASSES))('no secret that is repeated by %s shows', (name) => {
	test.each(Object.keys(PLACES))('in %s', async (place) => {
		await expectNothing(CLASSES[name], PLACES[place], Object.keys(PLACES).indexOf(place));
	});
});
