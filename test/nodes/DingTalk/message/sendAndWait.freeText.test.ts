import { answer, ask, dataOf } from './question';

describe('a free text', () => {
	test('is what somebody wrote', async () => {
		const asked = await ask({ responseType: 'freeText' });
		expect((await asked.open(asked.link())).page).toMatch(/<textarea [^>]*required/);
		const refused = await answer(asked, asked.link(), { 'field-0': '  ' });
		expect([refused.status, refused.items]).toEqual([422, undefined]);
		const visited = await answer(asked, asked.link(), { 'field-0': ' Not <today>\r\n好 ' });
		expect(dataOf(visited)).toMatchObject({ text: 'Not <today>\n好' });
	});

	test('has the words of the options around it', async () => {
		const asked = await ask({
			responseType: 'freeText',
			options: {
				responseFormTitle: 'Why & when',
				responseFormDescription: 'Tell **us**',
				responseFormButtonLabel: 'Send it',
			},
		});
		const { page } = await asked.open(asked.link());
		expect(page).toContain('<h1>Why &#38; when</h1>');
		expect(page).toContain('Tell <strong>us</strong>');
		expect(page).toContain('<button>Send it</button>');
		expect(page).not.toContain('Deploy');
	});
});
