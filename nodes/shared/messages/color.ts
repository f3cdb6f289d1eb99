import { InputError } from '../errors/inputError';

// Not # with eight digits: in CSS the opacity comes last, at DingTalk first.
const HEX = /^(?:#?([0-9a-f]{6})|(?:0x)?([0-9a-f]{8}))$/i;

/**
 * A color as DingTalk takes it: eight hex digits, opacity first; opaque unless the color says otherwise.
 *
 * @throws InputError when it is written in another way
 */
export function toArgb(field: string, color: string): string {
	const [, rgb, argb] = HEX.exec(color.trim()) ?? [];
	if (rgb) return `FF${rgb.toUpperCase()}`;
	if (argb) return argb.toUpperCase();
	throw new InputError(
		field,
		`is not a color: ${color.slice(0, 60)}`,
		'Choose a color, or write one as #78C06E, or as 0xFF78C06E with the opacity first',
	);
}
