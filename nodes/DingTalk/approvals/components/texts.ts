import { InputError } from '../../../shared/errors/inputError';
import { toId } from '../../../shared/values/id';
import { arrayIn } from '../../../shared/values/list';
import { toText } from '../../../shared/values/text';
import { shown } from '../../../shared/values/words';
import type { Draft, Reading } from './component';
import { text } from './component';

const PHONE = /^\+?\d[\d-]{3,24}$/;
const ID_CARD = /^(?:\d{15}|\d{17}[\dX])$/i;

/** TextField and TextareaField. @throws InputError for what is no text */
export const readPlainText = (value: unknown, { field, timeZone }: Reading): Draft =>
	text(toText(field, value, timeZone));

/** PhoneField: a mobile number, or one of a fixed line. @throws InputError for anything else */
export function readPhone(value: unknown, { field }: Reading): Draft {
	const number = toId(field, value).replace(/[\s()]/g, '');
	if (PHONE.test(number)) return text(number);
	throw new InputError(
		field,
		`is no phone number: ${shown(value)}`,
		'Give digits, such as 13800000000 or 0571-88888888',
	);
}

/**
 * IdCardField: an identity card number of the mainland. Whether DingTalk checks its last digit is [unverified], so
 * it is left to DingTalk.
 *
 * @throws InputError for anything else; the number is not repeated
 */
export function readIdCard(value: unknown, { field }: Reading): Draft {
	const number = toId(field, value);
	if (ID_CARD.test(number)) return text(number.toUpperCase());
	throw new InputError(
		field,
		`is no identity card number: it has ${number.length} characters`,
		'Give 18 digits (the last may be X), as text',
	);
}

/** AddressField: province, city and district, then perhaps the rest. @throws InputError for what is no text */
export function readAddress(value: unknown, { field, timeZone }: Reading): Draft {
	const list = typeof value === 'string' ? (arrayIn(value) ?? value) : value;
	const parts = [list]
		.flat()
		.flatMap((part: unknown) => toText(field, part, timeZone).split(/[,，]/))
		.map((part) => part.trim())
		.filter((part) => part !== '');
	// DingTalk wants commas of ASCII.
	return text(parts.join(','));
}
