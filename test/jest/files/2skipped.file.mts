import nock from 'nock';

describe.skip('a file with no test that runs', () => {
	it('plans a request', () => {
		nock('https://api.example.test').get('/').reply(200);
	});
});
