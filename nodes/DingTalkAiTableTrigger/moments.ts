import type { Column } from '../shared/aiTable/columns';
import type { WireRecord } from '../shared/aiTable/record';
import { readTime } from '../shared/values/time';
import { isBlank } from '../shared/values/words';
import type { ChangeMemory, Happening } from './changes';
import { told } from './changes';
import type { TriggerOn } from './settings';

/** When something last happened to a record, as Unix ms; undefined where it has not. */
export type MomentOf = (record: WireRecord) => number | undefined;

/** What an item says of its record. */
export type ItemKind = 'created' | 'updated' | 'dateReached';

/**
 * By DingTalk's own times of a record. That both are the same in a record which nobody has changed since, is
 * [unverified]: DingTalk's page shows them and says no more.
 */
export const MOMENTS: Readonly<Record<Exclude<TriggerOn, 'dateReached'>, MomentOf>> = {
	created: (record) => Number(record.createdTime),
	updated: (record) =>
		changedAt(record) > Number(record.createdTime) ? changedAt(record) : undefined,
	createdOrUpdated: (record) => Math.max(Number(record.createdTime), changedAt(record)),
};

const changedAt = ({ createdTime, lastModifiedTime }: WireRecord): number =>
	Number(lastModifiedTime ?? createdTime);

/**
 * The date in a column, once it has come.
 *
 * @param now Unix ms
 * @param refuse what to throw where there is something else
 */
export const dateReached =
	({ name }: Column, now: number, refuse: (record: WireRecord) => Error): MomentOf =>
	(record) => {
		const value = record.fields[name];
		if (isBlank(value)) return undefined;
		const date = readTime(value, 'UTC');
		if (Number.isNaN(date)) throw refuse(record);
		return date <= now ? date : undefined;
	};

/**
 * Types of columns that hold a moment. Of the last two DingTalk documents neither values nor conditions: other gateways
 * of its name them, and that their values are those of dates is [unverified].
 */
export const DATE_TYPES: readonly string[] = ['date', 'createdTime', 'lastModifiedTime'];

/** unionId of who made what a moment tells of. */
export const authorOf = (
	triggerOn: TriggerOn,
	{ createdBy, lastModifiedBy }: WireRecord,
): string | undefined =>
	(triggerOn === 'created' ? createdBy : (lastModifiedBy ?? createdBy))?.unionId;

/** A record that was made and changed since then is one occasion: a new record. */
export function kindOf(
	triggerOn: TriggerOn,
	{ id, record }: Pick<Happening, 'id' | 'record'>,
	before: ChangeMemory,
): ItemKind {
	if (triggerOn !== 'createdOrUpdated') return triggerOn;
	const isNew = Number(record.createdTime) > before.floor && told(before, id) === undefined;
	return isNew ? 'created' : 'updated';
}
