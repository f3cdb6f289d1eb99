import nock from 'nock';

import { formsOf } from '../helpers/echoes.mts';
import { everythingIn } from '../helpers/everythingIn.mts';
import {
	CLASSES,
	expectNone,
	logged,
	MODES,
	server,
	startAnew,
	useEchoServer,
} from './secretCalls';

useEchoServer();

describe.each(Object.keys(CLASSES))('no secret of %s shows', (name) => {
	test.each(MODES)(
		'in the error that the HTTP library throws, with its request (%s)',
		async (mode) => {
			const callClass = CLASSES[name];
			startAnew();
			server.answer = () => callClass.otherwise ?? {};
			const text = callClass.secrets().flatMap(formsOf).join(' ');
			const thrown = Object.assign(new Error(`connect ${text}`), {
				code: 'ECONNRESET',
				config: { url: text, headers: { authorization: text }, data: text },
				request: { path: text },
			});
			const isAbout = (url: string) => callClass.isAbout(url);
			for (const method of ['get', 'post'] as const)
				nock(server.url)[method](isAbout).query(true).times(9).optionally().replyWithError(thrown);
			const kept = await callClass.run(mode);
			expectNone(everythingIn([kept, logged]), callClass.secrets());
			nock.cleanAll();
		},
	);
});
