import { InputError } from '../../shared/errors/inputError';

/** @throws InputError for what is no colour as `#ff0000` */
export function rgbOf(field: string, text: string): string {
	if (/^#[\da-f]{6}$/i.test(text)) return text.toLowerCase();
	throw new InputError(field, `is no color: ${text.slice(0, 20)}`, 'Give it as #ff0000');
}
