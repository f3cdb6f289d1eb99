import { ok } from '../../contract/answers.mts';
import type { Behaviour } from '../../server/call.mts';
import { PRIMARY } from './find.mts';
import { HOME_ZONE } from './times.mts';
import { unknownPerson } from '../contacts/unionPeople.mts';

/** `GET …/calendars`: the list lies one level deeper than elsewhere. */
export const listCalendars: Behaviour = ({ store }, { endpoint, pathParams }) => {
	const refusal = unknownPerson(store, endpoint, [pathParams.userId]);
	if (refusal) return refusal;
	const person = store.unionIds.get(pathParams.userId);
	const own = {
		id: PRIMARY,
		summary: person?.name ?? '',
		description: '',
		timeZone: HOME_ZONE,
		type: PRIMARY,
		privilege: 'owner',
		eTag: '1',
	};
	const others = [...store.calendar.books.values()].flatMap(({ calendarId, people, ...book }) => {
		const privilege = people[person?.userId ?? ''];
		return privilege ? [{ id: calendarId, ...book, privilege }] : [];
	});
	return ok({ response: { calendars: [own, ...others] } });
};
