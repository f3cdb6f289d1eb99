import nock from 'nock';

import { API, TOKEN, appCredential } from '../../../helpers/dingTalk.mts';

/** A unionId by its looks: taken as one without asking DingTalk. */
export const OPERATOR = 'operatorOfTheCredentialiE';
/** A credential whose operator costs no lookup. */
export const withOperator = () => appCredential({ operatorId: OPERATOR });

export const EVENTS = `/v1.0/calendar/users/${OPERATOR}/calendars/primary/events`;
/** With signs that must not break a path. */
export const EVENT_ID = 'cnNTbW1Y/b0Xd==';
export const EVENT = `${EVENTS}/${encodeURIComponent(EVENT_ID)}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * Plans a call that DingTalk would know again by its token.
 *
 * @returns the tokens of the calls that came
 */
export function planWrite(
	call: string,
	body: nock.RequestBodyMatcher | undefined,
	answer: object | '',
	status = 200,
) {
	const [method, address] = call.split(' ');
	const tokens: string[] = [];
	nock(API, {
		reqheaders: {
			'x-acs-dingtalk-access-token': TOKEN,
			'x-client-token': (token) => UUID.test(token ?? '') && tokens.push(token ?? '') > 0,
		},
	})
		.intercept(address, method, body)
		.reply(status, answer as Record<string, unknown>);
	return tokens;
}

export const wireEvent = (further: object = {}) => ({
	id: EVENT_ID,
	summary: 'Release review 发布评审',
	isAllDay: false,
	start: { dateTime: '2026-05-04T01:00:00Z', timeZone: 'Asia/Shanghai' },
	end: { dateTime: '2026-05-04T02:00:00Z', timeZone: 'Asia/Shanghai' },
	organizer: { id: OPERATOR, displayName: 'Zhang Wei', responseStatus: 'accepted', self: true },
	attendees: [
		{ id: 'union-a', displayName: 'A', responseStatus: 'needsAction', isOptional: false },
	],
	reminders: [{ method: 'dingtalk', minutes: '15' }],
	createTime: '2026-05-01T01:00:00Z',
	updateTime: '2026-05-01T01:00:00Z',
	...further,
});

/** The same in our own words. */
export const OUR_EVENT = {
	eventId: EVENT_ID,
	summary: 'Release review 发布评审',
	allDay: false,
	start: '2026-05-04T09:00:00+08:00',
	end: '2026-05-04T10:00:00+08:00',
	organizer: { unionId: OPERATOR, name: 'Zhang Wei' },
	attendees: [{ unionId: 'union-a', name: 'A', response: 'needsAction', isOptional: false }],
};

export const union = (value: string) => ({ __rl: true, mode: 'unionId', value });
/** Pickers of people by unionId. */
export const people = (...unionIds: string[]) => ({
	person: unionIds.map((unionId) => ({ user: union(unionId) })),
});
/** So many unionIds, as a list. */
export const crowd = (count: number) => ({
	list: [
		{ ids: Array.from({ length: count }, (_, index) => `crowd${index}`).join(), idType: 'unionId' },
	],
});
