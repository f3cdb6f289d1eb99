import fc from 'fast-check';

import {
	isLongContent,
	splitContent,
	textOf,
} from '../../../../../nodes/shared/messages/split/longText';
import {
	WORK_NOTIFICATION_FORM,
	sessionForm,
	TEMPLATE_FORM,
} from '../../../../../nodes/shared/messages/split/wireForms';

const FORMS = {
	template: TEMPLATE_FORM,
	notice: WORK_NOTIFICATION_FORM,
	session: sessionForm({ mobiles: ['13800000001'], userIds: ['lina'], everyone: true }),
};
const squeeze = (text: string) => text.replace(/\s+/g, '');

test.each(Object.keys(FORMS) as Array<keyof typeof FORMS>)(
	'parts for the %s form all fit, and hold the whole text',
	(name) => {
		const form = FORMS[name];
		const words = fc.constantFrom(
			'word',
			'字',
			'👋',
			'"quoted"',
			'line\n',
			'\n\n',
			'\\',
			'- item\n',
		);
		const text = fc
			.tuple(fc.array(words, { minLength: 50, maxLength: 300 }), fc.integer({ min: 5, max: 60 }))
			.map(([parts, times]) => parts.join(' ').repeat(times))
			.filter((value) => value.trim() !== '');
		fc.assert(
			fc.property(text, fc.boolean(), (value, isNumbered) => {
				const content = { kind: 'text', text: value } as const;
				if (form.bytesOf(content) <= form.maxBytes) return;
				const parts = splitContent(content, form, isNumbered);
				for (const part of parts) expect(form.bytesOf(part)).toBeLessThanOrEqual(form.maxBytes);
				const texts = parts.map((part) =>
					textOf(part).replace(isNumbered ? /^\(\d+\/\d+\)\n/ : '', ''),
				);
				expect(squeeze(texts.join(''))).toBe(squeeze(value));
			}),
			{ numRuns: 40 },
		);
	},
);

test('refuses a title that leaves no room for the text', () => {
	const content = {
		kind: 'markdown',
		title: 'x'.repeat(1900),
		markdown: 'word '.repeat(900),
	} as const;
	expect(() => splitContent(content, WORK_NOTIFICATION_FORM, false)).toThrow(
		"'Title' leaves no room for the text",
	);
});

test('knows which messages are text', () => {
	expect(isLongContent({ kind: 'text', text: '' })).toBe(true);
	expect(isLongContent({ kind: 'image', photo: '' })).toBe(false);
});
