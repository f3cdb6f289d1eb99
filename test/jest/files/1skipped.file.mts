import nock from 'nock';

describe.skip('a file without a test that runs', () => {
	it('plans a request', () => {
		nock('https://api.example.test').get('/').reply(200);
	});
});
