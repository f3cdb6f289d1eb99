import { access } from './access';
import { aiTables } from './aiTables';
import { approvalForms } from './approvalForms';
import { approvals } from './approvals';
import { attendance } from './attendance';
import { calendar } from './calendar';
import { cards } from './cards';
import { documents } from './documents';
import { drive } from './drive';
import { general } from './general';
import { groups } from './groups';
import type { Hint } from './hint';
import { limits } from './limits';
import { messages } from './messages';
import { people } from './people';
import { pushes } from './pushes';
import { robots } from './robots';
import { spreadsheets } from './spreadsheets';
import { todos } from './todos';
import { webhooks } from './webhooks';

/**
 * Codes of both hosts, first match wins.
 * Source: DingTalk docs "全局错误码" and the error tables of each API's page.
 */
export const HINTS: readonly Hint[] = [
	...access,
	...webhooks,
	...robots,
	...people,
	...groups,
	...messages,
	...limits,
	...pushes,
	...todos,
	...calendar,
	...cards,
	...aiTables,
	...approvalForms,
	...approvals,
	...documents,
	...drive,
	...attendance,
	...spreadsheets,
	...general,
];

/** The row for a code, or undefined. `text` is DingTalk's own message. */
export function findHint(code: string, text: string): Hint | undefined {
	return HINTS.find(
		(hint) =>
			hint.codes.some((known) => (typeof known === 'string' ? known === code : known.test(code))) &&
			(hint.text === undefined || hint.text.test(text)),
	);
}
