import type { IDataObject } from 'n8n-workflow';

import type { FreeBusyQuery, Schedule } from './slots/freeBusy';
import { fetchPeopleSchedules } from './slots/freeBusy';
import type { PersonRef } from '../../../shared/params/personRef';
import type { ItemContext } from '../../operation/operation';
import { CONCURRENT_LOOKUPS, runInOrder } from '../../../shared/run/runInOrder';

/** A person, and when they are busy. */
export interface PersonSchedule extends Schedule {
	/** As the form names them. */
	person: string;
}

/** What names a person in the output. */
export const whoIs = ({ person, id }: PersonSchedule): IDataObject => ({
	person,
	...(id ? { unionId: id } : {}),
});

/**
 * When people are busy, each once, in the order given. Who does not exist, or cannot be seen, has an error.
 *
 * @throws InputError when nobody of them exists
 */
export async function readSchedules(
	{ api, directory }: ItemContext,
	people: readonly PersonRef[],
	query: Omit<FreeBusyQuery, 'ids'>,
): Promise<PersonSchedule[]> {
	if (people.length === 0) return [];
	const unionIds = await runInOrder(people, {
		concurrency: CONCURRENT_LOOKUPS,
		keysOf: () => [],
		run: async (person) => await directory.findUnionId(person),
	});
	const ids = [...new Set(unionIds.filter((unionId) => unionId !== undefined))];
	// Nobody at all: the directory knows how to say what is wrong.
	if (ids.length === 0) await directory.unionIdOf(people[0]);
	const schedules = await fetchPeopleSchedules(api, { ...query, ids });
	const byId = new Map(schedules.map((schedule) => [schedule.id, schedule]));
	const found: PersonSchedule[] = [];
	for (const [index, { value: person }] of people.entries()) {
		const unionId = unionIds[index] ?? '';
		const schedule = byId.get(unionId);
		// Named a second time, by another ID.
		byId.delete(unionId);
		if (schedule) found.push({ ...schedule, person });
		else if (unionId === '') found.push(stranger(person));
	}
	return found;
}

const stranger = (person: string): PersonSchedule => ({
	person,
	id: '',
	busy: [],
	error: 'Nobody of this organisation whom the app may see has this ID',
	raw: {},
});
