// nock patches Node's own http: an unplanned request is a failed test, the local sandbox stays reachable.
const { rmSync } = require('node:fs');
const nockModule = require('nock');

const nock = nockModule.default ?? nockModule;

beforeAll(() => {
	nock.disableNetConnect();
	nock.enableNetConnect(/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/);
});

afterEach(() => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	if (pending.length > 0) throw new Error(`Planned requests never came: ${pending.join(', ')}`);
});

afterAll(() => {
	// Without this the next test file in the same worker fails at random.
	nock.restore();
	rmSync(process.env.N8N_USER_FOLDER, { recursive: true, force: true });
});
