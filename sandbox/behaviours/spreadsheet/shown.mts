import type { Cell } from '../../state/spreadsheets.mts';

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets. That DingTalk counts days as all others do is [unverified]. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** A cell as it is shown. Formats beyond dates, decimals, thousands and percent are not played. */
export function shownText({ value, numberFormat = '' }: Cell): string {
	if (typeof value === 'boolean') return String(value).toUpperCase();
	if (typeof value !== 'number') return value;
	if (/y/i.test(numberFormat)) return dateText(value, numberFormat);
	const isPercent = numberFormat.endsWith('%');
	const decimals = /\.(0+)/.exec(numberFormat)?.[1].length;
	const number = isPercent ? value * 100 : value;
	if (!/[0#]/.test(numberFormat)) return String(value);
	const text = number.toFixed(decimals ?? 0);
	const [whole, rest] = text.split('.');
	const grouped = numberFormat.includes(',') ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
	return `${rest === undefined ? grouped : `${grouped}.${rest}`}${isPercent ? '%' : ''}`;
}

function dateText(days: number, format: string): string {
	const iso = new Date(DAY_ZERO + Math.round(days * DAY_MS)).toISOString();
	return /h/i.test(format) ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : iso.slice(0, 10);
}
