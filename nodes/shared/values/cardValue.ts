import { toJson } from '../wire/json';
import { isDate } from './words';

/** A parameter of a card, which is text in any case: objects and lists as JSON, dates as n8n shows them. */
export function toCardValue(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (isDate(value)) return String(JSON.parse(toJson(value)));
	return typeof value === 'object' ? toJson(value) : String(value);
}
