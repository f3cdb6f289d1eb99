import { answer, ask, at, dataOf, expectRefused } from './question';

describe('a form', () => {
	const options = (...names: string[]) => ({ values: names.map((option) => ({ option })) });
	const elements = [
		{ fieldLabel: 'Reason', fieldType: 'textarea', requiredField: true, defaultValue: 'a <b>' },
		{ fieldLabel: 'Amount', fieldName: 'amount', fieldType: 'number', placeholder: '"12"' },
		{ fieldLabel: 'Mail', fieldType: 'email' },
		{ fieldLabel: 'Day', fieldType: 'date', defaultValue: '2026-05-01T00:00:00' },
		{ fieldLabel: 'Where', fieldType: 'dropdown', fieldOptions: options('A', '<B>') },
		{
			fieldLabel: 'How',
			fieldType: 'radio',
			fieldOptions: options('Fast', 'Slow'),
			defaultValue: 'Slow',
		},
		{
			fieldLabel: 'Who',
			fieldType: 'checkbox',
			fieldOptions: options('x', 'y', 'z'),
			defaultValue: 'x, z',
			limitSelection: 'range',
			minSelections: 1,
			maxSelections: 2,
		},
		{ fieldName: 'ticket', fieldType: 'hiddenField', fieldValue: 'T-1' },
		{ fieldLabel: 'respondedAt', fieldType: 'text' },
	];
	const byFields = { responseType: 'form', formFields: { values: elements } };
	const byJson = {
		responseType: 'form',
		defineForm: 'json',
		jsonOutput: JSON.stringify(elements),
	};
	const right = {
		'field-0': 'because',
		'field-1': '-12.5',
		'field-2': 'a@example.com',
		'field-3': '2026-02-28',
		'field-4': '<B>',
		'field-5': 'Fast',
		'field-6': ['x', 'y'],
		'field-7': 'forged',
		'field-8': 'forged too',
	};

	test.each([
		['fields', byFields],
		['JSON', byJson],
	])('given as %s: shown with its presets, and put out by its names', async (_name, given) => {
		const asked = await ask(given);
		const { page } = await asked.open(asked.link());
		expect(page).toContain('>\na &#60;b&#62;</textarea>');
		expect(page).toContain('placeholder="&#34;12&#34;"');
		expect(page).toContain('type="date" placeholder="" value="2026-05-01"');
		expect(page).toContain('<option value="&#60;B&#62;">&#60;B&#62;</option>');
		expect(page.match(/ checked/g)).toHaveLength(3);
		expect(page).not.toContain('T-1');
		at(Date.UTC(2026, 4, 1));
		expect(dataOf(await answer(asked, asked.link(), right))).toEqual({
			Reason: 'because',
			amount: -12.5,
			Mail: 'a@example.com',
			Day: '2026-02-28',
			Where: '<B>',
			How: 'Fast',
			Who: ['x', 'y'],
			ticket: 'T-1',
			respondedAt: '2026-05-01T00:00:00.000Z',
			responder: { id: 'lina', source: 'link' },
		});
	});

	test('what is left empty is null', async () => {
		const asked = await ask(byFields);
		const visited = await answer(asked, asked.link(), { 'field-0': 'x', 'field-6': 'z' });
		expect(dataOf(visited)).toMatchObject({ amount: null, Mail: null, Where: null, Who: ['z'] });
	});

	test.each([
		[{ 'field-0': '' }, 'Please fill this in'],
		[{ 'field-0': 'x'.repeat(20_001) }, 'This is too long'],
		[{ 'field-1': '12 kg' }, 'Please give a number'],
		[{ 'field-2': 'me at home' }, 'Please give an email address'],
		[{ 'field-3': '2026-02-30' }, 'Please give a date'],
		[{ 'field-4': 'C' }, 'Please choose from the list'],
		[{ 'field-6': ['x', 'C'] }, 'Please choose from the list'],
		[{ 'field-6': ['x', 'y', 'z'] }, 'Please choose as many as are asked for'],
		[{ 'field-6': [] }, 'Please fill this in'],
	])('%j is said beside its field, and nothing else is lost', async (wrong, words) => {
		const asked = await ask(byFields);
		const { status, page, items } = await answer(asked, asked.link(), { ...right, ...wrong });
		expect([status, items]).toEqual([422, undefined]);
		expect(page.match(/class="fault"/g)).toHaveLength(1);
		expect(page).toContain(words);
		expect(page).toContain(
			'value="-12.5"'.replace('-12.5', 'field-1' in wrong ? '12 kg' : '-12.5'),
		);
		expect(page).toContain('value="Fast" checked');
	});

	test.each([
		[{ formFields: {} }, /'Form Elements' is empty/],
		[
			{ formFields: { values: [{ fieldLabel: 'a' }, { fieldLabel: 'b', fieldName: 'a' }] } },
			/'Form Elements' has two fields named 'a'/,
		],
		[{ formFields: { values: [{ fieldLabel: ' ' }] } }, /'Form Elements > Label 1' is empty/],
		[
			{ formFields: { values: [{ fieldLabel: 'a', fieldType: 'file' }] } },
			/'Form Elements > Element Type 1' is 'file', which is no option of it/,
		],
		[
			{
				formFields: {
					values: [{ fieldLabel: 'a', fieldType: 'radio', fieldOptions: options(' ') }],
				},
			},
			/'Form Elements > Choices 1' is empty/,
		],
		[
			{
				formFields: {
					values: [{ ...elements[6], minSelections: 3, maxSelections: 2 }],
				},
			},
			/Minimum Selections 1' is 3, and at most 2 can be chosen/,
		],
		[{ defineForm: 'json', jsonOutput: '{}' }, /'Form Fields' is not an array of fields/],
		[{ defineForm: 'json', jsonOutput: '[]' }, /'Form Fields' is empty/],
		[
			{ defineForm: 'json', jsonOutput: '[{"fieldType": "text"}]' },
			/'Form Fields > Label 1' is empty/,
		],
	])('%j is refused before anything is sent', async (further, words) => {
		await expectRefused({ responseType: 'form', ...further }, words);
	});
});
