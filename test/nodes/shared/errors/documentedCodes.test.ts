import { findHint } from '../../../../nodes/shared/errors/hints';
import { WORK_NOTIFICATION_CODES } from '../../../../nodes/DingTalk/workNotification/codes';
import withoutHint from '../../../vectors/codesWithoutHint.json';
import documented from '../../../vectors/documentedCodes.json';

/** [area, code, text]; a code with several texts has a row for each. */
const ROWS = Object.entries(documented.areas).flatMap(([area, codes]) =>
	Object.entries(codes as Record<string, string[]>).flatMap(([code, texts]) =>
		(texts.length > 0 ? texts : ['']).map((text) => [area, code, text] as const),
	),
);
const CODES = new Set(ROWS.map(([, code]) => code));
const WITHOUT: Set<string> = new Set(Object.values(withoutHint).flat());

const isExplained = (code: string, text: string): boolean =>
	findHint(code, text) !== undefined || code in WORK_NOTIFICATION_CODES;

test('explains every code that DingTalk documents for the calls of the nodes, or says why not', () => {
	const silent = ROWS.filter(
		([, code, text]) => !isExplained(code, text) && !WITHOUT.has(code),
	).map(([area, code, text]) => `${area}: ${code} ${text}`);
	expect(silent).toEqual([]);
});

test('lists no code as unexplained that has a hint, is not documented, or stands there twice', () => {
	const list = Object.values(withoutHint).flat();
	expect(list.filter((code) => isExplained(code, ''))).toEqual([]);
	expect(list.filter((code) => !CODES.has(code))).toEqual([]);
	expect(list).toHaveLength(WITHOUT.size);
	for (const reason of Object.keys(withoutHint)) expect(reason).toMatch(/\w+ \w+.*[^.]$/);
});

test('leaves no documented code of robots, groups, notifications, todos and calendars to chance', () => {
	// What an area asks for is mostly its own: only what the nodes do not call stays unexplained there.
	const silent = ROWS.filter(
		([area, code, text]) => area !== 'global' && !isExplained(code, text),
	).map(([, code]) => code);
	expect([...new Set(silent)].sort()).toEqual([
		'invalidAuthInfo',
		'invalidRequest.exceededMaximumLimit',
		'invalidRequest.jsonFormatErroj',
		'invalidRequest.pluginInstallFail',
		'invalidSuiteKey',
		'invalidSuiteTicket',
		'reject',
		'unsupported.grant.type',
	]);
});
