import type { Failure } from './failure';

/** Fields in which an accepted call's answer says whether it was done. */
export type Confirmation = 'success' | 'result';

/** The failure that hides in an accepted answer: `success` or `result` is false, as boolean or text. */
export function denialIn(body: unknown, field: Confirmation): Failure | undefined {
	const answer = (body ?? {}) as Record<string, unknown>;
	if (String(answer[field] ?? true) !== 'false') return undefined;
	const requestId = answer.request_id ?? answer.requestId;
	return {
		kind: 'other',
		code: `${field}: false`,
		message: '',
		...(requestId === undefined ? {} : { requestId: String(requestId) }),
	};
}
