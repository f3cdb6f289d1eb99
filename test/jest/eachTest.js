// A request that was planned and never came is a failed test.
const nock = require('nock').default;

afterEach(() => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	if (pending.length > 0) throw new Error(`Planned requests never came: ${pending.join(', ')}`);
});
