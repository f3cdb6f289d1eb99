import {
	closedCard,
	EXPIRED_CARD,
	outcomeOf,
	shownOf,
} from '../../../../nodes/shared/waiting/shown';

const given = { label: '同意', at: Date.UTC(2026, 4, 1), timeZone: 'Asia/Shanghai' };

test('an outcome says what, who and when; no name where nobody knows it', () => {
	expect(outcomeOf(given, '李娜')).toBe('同意 · 李娜 · 2026-05-01 08:00');
	expect(outcomeOf(given, '')).toBe('同意 · 2026-05-01 08:00');
	const { answer } = shownOf({ standing: 'answered', ...given }, '');
	expect(answer.userPrivateData?.cardParamMap?.hint).toMatch(/: 同意 · 2026-05-01 08:00$/);
});

test('a card that is closed beside the triggers keeps its ticket, so that late presses are told', () => {
	expect(closedCard('x')).toEqual({ isOpen: 'false', hasDecline: 'false', outcome: 'x' });
	expect(EXPIRED_CARD).not.toHaveProperty('ticket');
	const { answer } = shownOf({ standing: 'recorded', ...given, by: 'lina' }, '李娜');
	expect(answer.cardData?.cardParamMap).toMatchObject({ isOpen: 'false', ticket: '' });
});
